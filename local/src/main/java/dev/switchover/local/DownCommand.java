package dev.switchover.local;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.landscape.Landscape;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.Leftovers;
import dev.switchover.local.suite.SuiteRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Stops the suite. */
@CommandLine.Command(name = "down", description = "Stops the suite.")
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration STAND_INS = Duration.ofSeconds(15);

    @CommandLine.Option(names = "--wipe", description = "Also delete its data.")
    private boolean wipe;

    @Override
    public Integer call() {
        var home = Main.home();
        home.requireAccess();
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
        var supervisor =
                SuiteRecord.read(home).flatMap(found -> found.supervisor().handle());
        supervisor.ifPresent(DownCommand::end);
        var stopped = Leftovers.clear(home) || supervisor.isPresent();
        Landscape.awaitEnd(home, STAND_INS);
        return stopped;
    }

    private static void end(ProcessHandle supervisor) {
        supervisor.destroy();
        if (!Waiting.upTo(PATIENCE).until(() -> !supervisor.isAlive())) {
            supervisor.destroyForcibly();
        }
    }
}
