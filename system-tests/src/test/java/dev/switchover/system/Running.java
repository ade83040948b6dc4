package dev.switchover.system;

import dev.switchover.embedded.Database;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.PortPlan;
import dev.switchover.local.suite.Suite;
import dev.switchover.local.suite.SuiteRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The suite all tests of this JVM share: on free ports, with data of its own. */
final class Running {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static @Nullable Running shared;

    private final Home home;
    private final Suite suite;

    private Running(Home home) {
        this.home = home;
        this.suite = Suite.start(home, PortPlan.free(), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "suite-end"));
    }

    static synchronized Running suite() {
        if (shared == null) {
            shared = new Running(new Home(CHECKOUT, fresh()));
        }
        return shared;
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(
                    Files.createDirectories(Path.of("target").toAbsolutePath()), "suite-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Home home() {
        return home;
    }

    SuiteRecord record() {
        return suite.record();
    }

    SuiteRecord.PartRecord part(String name) {
        return record().part(name).orElseThrow();
    }

    void hold(String part) {
        suite.hold(part);
    }

    void release(String part) {
        suite.release(part);
    }

    void kill(String part) {
        suite.kill(part);
    }

    void stop(String part) {
        suite.stop(part);
    }

    Database database(String service) {
        return suite.database(service);
    }
}
