package dev.switchover.local.suite;

import dev.switchover.embedded.StartFailure;
import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processes of a suite whose supervisor was killed, and could not take them along: told by their command lines. */
public final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {}

    /** What the command line of each service says. */
    static String mark(Home home) {
        return "-Dswitchover.home=" + home.directory();
    }

    /** True if there were any. The services go first, so that PostgreSQL loses its sessions. */
    public static boolean clear(Home home) {
        var services = end(mark(home)::equals);
        var servers = end(ofDatabase(home));
        return services || servers;
    }

    /** What still runs, by its names in the suite. */
    public static List<String> names(Home home) {
        var arguments = running(mark(home)::equals).stream()
                .flatMap(process -> process.info().arguments().stream())
                .flatMap(Arrays::stream)
                .collect(Collectors.toSet());
        var services = Services.NAMES.stream()
                .filter(name ->
                        arguments.contains(ServicePart.artefact(home, name).toString()));
        var database = running(ofDatabase(home)).isEmpty() ? Stream.<String>empty() : Stream.of("postgresql");
        return Stream.concat(services, database).toList();
    }

    private static Predicate<String> ofDatabase(Home home) {
        var data = home.data("postgresql").resolve("data").toString();
        return argument -> argument.startsWith(data);
    }

    private static boolean end(Predicate<String> argument) {
        var found = running(argument);
        found.forEach(ProcessHandle::destroy);
        if (!Waiting.upTo(PATIENCE).until(() -> running(argument).isEmpty())) {
            running(argument).forEach(ProcessHandle::destroyForcibly);
            if (!Waiting.upTo(PATIENCE).until(() -> running(argument).isEmpty())) {
                throw new StartFailure("Still there, though told to end: processes " + pids(running(argument)) + ".");
            }
        }
        return !found.isEmpty();
    }

    private static String pids(List<ProcessHandle> processes) {
        return processes.stream().map(process -> String.valueOf(process.pid())).collect(Collectors.joining(", "));
    }

    private static List<ProcessHandle> running(Predicate<String> argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument))
                .toList();
    }
}
