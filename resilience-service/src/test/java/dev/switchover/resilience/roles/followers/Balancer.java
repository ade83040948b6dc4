package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchover.embedded.Ports;
import dev.switchover.embedded.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real balancer on loopback, a child of this process. */
final class Balancer implements AutoCloseable {

    private static final Duration TO_START = Duration.ofSeconds(20);

    private final Process process;

    /** The binary, where Debian and others put it. Skips the test, for all to see, where it is not. */
    @SuppressWarnings("SystemOut") // whoever watches the build shall see it
    static Path installed(String program) {
        var found = find(program);
        if (found.isEmpty()) {
            System.out.println(
                    "!!! SKIPPED: following the roles with a real " + program + ": it is not installed. !!!");
        }
        assumeTrue(found.isPresent(), program + " is not installed");
        return found.orElseThrow();
    }

    private static Optional<Path> find(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Balancer(List<String> command, int port) throws IOException {
        process = new ProcessBuilder(command).inheritIO().start();
        assertThat(Waiting.upTo(TO_START).until(() -> Ports.answers(port) || !process.isAlive()))
                .isTrue();
        assertThat(process.isAlive()).as(command + " runs").isTrue();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
