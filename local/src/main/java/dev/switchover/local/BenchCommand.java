package dev.switchover.local;

import dev.switchover.local.suite.Home;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Measures, in a JVM of its own that carries nothing of the launcher's. */
@CommandLine.Command(name = "bench", description = "Measures: event-store.")
final class BenchCommand implements Callable<Integer> {

    private static final String EVENT_STORE = "event-store";

    @CommandLine.Parameters(paramLabel = "WHAT", description = EVENT_STORE)
    private String what = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!what.equals(EVENT_STORE)) {
            System.err.println("There is no bench called " + what + "; there is " + EVENT_STORE + ".");
            return Main.FAILED;
        }
        return new ProcessBuilder(command(Main.home())).inheritIO().start().waitFor();
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
