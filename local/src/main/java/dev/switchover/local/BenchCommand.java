package dev.switchover.local;

import dev.switchover.local.bench.Benches;
import dev.switchover.local.suite.Home;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
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

    @Override
    public Integer call() throws Exception {
        if (what.equals(EVENT_STORE)) {
            return new ProcessBuilder(command(Main.home())).inheritIO().start().waitFor();
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

    /** The bench lies among the tests of its module; the built service and the launcher have the libraries it needs. */
    static List<String> command(Home home) {
        var root = home.root();
        var libraries = root.resolve("migration-service/target/quarkus-app/lib");
        var classPath = Stream.of(
                        root.resolve("event-store/target/test-classes"),
                        root.resolve("event-store/target/classes"),
                        root.resolve("local/target/lib/*"),
                        libraries.resolve("main/*"),
                        libraries.resolve("boot/*"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Dswitchover.root=" + root,
                "-Ddisable-axoniq-console-message=true",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classPath,
                "dev.switchover.eventstore.bench.EventStoreBench");
    }
}
