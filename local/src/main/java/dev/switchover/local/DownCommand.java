package dev.switchover.local;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.SuiteRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Stops the suite. */
@CommandLine.Command(name = "down", description = "Stops the suite.")
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @CommandLine.Option(names = "--wipe", description = "Also delete its data.")
    private boolean wipe;

    @Override
    public Integer call() {
        var home = Main.home();
        var stopped = stop(home);
        if (wipe) {
            List.of(
                            home.directory().resolve("data"),
                            home.tokens(),
                            home.keys(),
                            home.directory().resolve("demo"))
                    .forEach(Directories::delete);
        }
        System.out.println(
                (stopped ? "The suite is stopped" : "Nothing was running") + (wipe ? ", its data are deleted." : "."));
        return 0;
    }

    /** True if something had to be stopped. */
    static boolean stop(Home home) {
        var record = SuiteRecord.read(home);
        var processes = record.stream().flatMap(DownCommand::alive).toList();
        record.flatMap(found -> found.supervisor().handle()).ifPresent(ProcessHandle::destroy);
        var ended = Waiting.upTo(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        if (!ended) {
            processes.forEach(ProcessHandle::destroyForcibly);
        }
        return !processes.isEmpty();
    }

    /** The supervisor and its parts, as far as they still are the processes that were recorded. */
    private static Stream<ProcessHandle> alive(SuiteRecord record) {
        var parts = record.parts().stream().map(DownCommand::handle).flatMap(Optional::stream);
        return Stream.concat(record.supervisor().handle().stream(), parts);
    }

    private static Optional<ProcessHandle> handle(SuiteRecord.PartRecord part) {
        var process = part.process();
        return process == null ? Optional.empty() : process.handle();
    }
}
