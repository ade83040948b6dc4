package dev.switchover.local.suite;

import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

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
        var database = home.data("postgresql").resolve("data").toString();
        var services = end(mark(home)::equals);
        var servers = end(argument -> argument.startsWith(database));
        return services || servers;
    }

    private static boolean end(Predicate<String> argument) {
        var found = running(argument);
        found.forEach(ProcessHandle::destroy);
        if (!Waiting.upTo(PATIENCE).until(() -> running(argument).isEmpty())) {
            running(argument).forEach(ProcessHandle::destroyForcibly);
            Waiting.upTo(PATIENCE).until(() -> running(argument).isEmpty());
        }
        return !found.isEmpty();
    }

    private static List<ProcessHandle> running(Predicate<String> argument) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument))
                .toList();
    }
}
