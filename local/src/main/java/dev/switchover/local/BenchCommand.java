package dev.switchover.local;

import dev.switchover.local.bench.Benches;
import dev.switchover.local.suite.Home;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Measures: the event store in a JVM of its own that carries nothing of the launcher's, the rest on a suite. */
@CommandLine.Command(name = "bench", description = "Measures: event-store, follow, import, gates, roles.")
final class BenchCommand implements Callable<Integer> {

    private static final String EVENT_STORE = "event-store";

    @CommandLine.Parameters(paramLabel = "WHAT", description = "event-store, follow, import, gates, roles")
    private String what = "";

    @CommandLine.Option(
            names = "--only",
            paramLabel = "PART",
            description =
                    "Of event-store: append, command, read, replay, view or kafka alone; nothing is written then.")
    private Optional<EventStorePart> only = Optional.empty();

    /** What the bench of the event store can measure alone. */
    enum EventStorePart {
        APPEND,
        COMMAND,
        READ,
        REPLAY,
        VIEW,
        KAFKA
    }

    @Override
    public Integer call() throws Exception {
        if (what.equals(EVENT_STORE)) {
            return new ProcessBuilder(command(Main.home(), only))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
        if (only.isPresent()) {
            System.err.println("--only is for " + EVENT_STORE + "; " + what + " is measured as a whole.");
            return Main.WRONG_USE;
        }
        var bench = Benches.named(what);
        if (bench.isEmpty()) {
            System.err.println("There is no bench called " + what + "; there are " + EVENT_STORE + ", "
                    + String.join(", ", Benches.names()) + ".");
            return Main.WRONG_USE;
        }
        Benches.run(bench.get(), Main.home(), System.out::println);
        return 0;
    }

    /**
     * The bench lies among the tests of its module; the built service and the launcher have the libraries it needs. Not those
     * the service boots with: its log manager, which nothing configures here, would take and keep lines of all levels.
     */
    static List<String> command(Home home, Optional<EventStorePart> only) {
        var root = home.root();
        var libraries = root.resolve("migration-service/target/quarkus-app/lib/main/*");
        var classPath = Stream.of(
                        root.resolve("event-store-tests/target/test-classes"),
                        root.resolve("event-store/target/classes"),
                        root.resolve("local/target/lib/*"),
                        libraries)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        var always = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Dswitchover.root=" + root,
                "-Ddisable-axoniq-console-message=true",
                "-Dslf4j.internal.verbosity=ERROR",
                "-Dslf4j.provider=org.slf4j.jul.JULServiceProvider",
                "-cp",
                classPath,
                "dev.switchover.eventstore.bench.EventStoreBench");
        return Stream.concat(always.stream(), only.map(Enum::name).stream()).toList();
    }
}
