package dev.switchover.local;

import dev.switchover.local.demo.Demo;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.PortPlan;
import dev.switchover.local.suite.Suite;
import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.Tokens;
import dev.switchover.local.takeover.Takeover;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Plays both documents on the running suite, or on one started for it. */
@CommandLine.Command(name = "demo", description = "Plays a whole migration, then failover and failback.")
final class DemoCommand implements Callable<Integer> {

    @CommandLine.Option(
            names = "--exit",
            description = "Free ports, unless said otherwise; stop everything; 0 only if all held.")
    private boolean exit;

    @CommandLine.Option(names = "--port-base", converter = PortBase.class, description = "First port of ours.")
    private @Nullable Integer portBase;

    @Override
    public Integer call() {
        return exit ? onItsOwn(Main.home().beside("demo-suite")) : onTheSuite(Main.home());
    }

    private int onItsOwn(Home home) {
        var ports = portBase == null ? PortPlan.free() : PortPlan.from(portBase);
        try (var suite = Suite.start(home, ports, DemoCommand::tell)) {
            return play(suite.record(), home);
        }
    }

    private int onTheSuite(Home home) {
        if (SuiteRecord.running(home).isEmpty()) {
            Detached.start(home, portBase == null ? PortPlan.DEFAULT_BASE : portBase);
        }
        home.requireRoom(Main.MEGABYTES_TO_WORK);
        var suite = SuiteRecord.running(home).orElseThrow();
        var code = play(suite, home);
        UpCommand.Addresses.print(suite);
        return code;
    }

    private static void tell(String line) {
        System.out.println(line);
    }

    private static int play(SuiteRecord suite, Home home) {
        var report = Main.home().directory().resolve("demo/report.json");
        var demo = new Demo(suite, Tokens.of(home), DemoCommand::tell);
        var held = demo.play(report, List.of(new Takeover(home, suite, demo.run())::play));
        System.out.println("The report is in " + report + ".");
        return held ? 0 : Main.FAILED;
    }
}
