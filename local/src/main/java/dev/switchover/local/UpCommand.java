package dev.switchover.local;

import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.PortPlan;
import dev.switchover.local.suite.Suite;
import dev.switchover.local.suite.SuiteRecord;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;

/** Starts the suite, in the foreground or detached. */
@CommandLine.Command(name = "up", description = "Starts the suite.")
final class UpCommand implements Callable<Integer> {

    @CommandLine.Option(names = "--detach", description = "Return when the suite is healthy.")
    private boolean detach;

    @CommandLine.Option(
            names = "--port-base",
            converter = PortBase.class,
            description = "First port of ours; default ${DEFAULT-VALUE}.")
    private int portBase = PortPlan.DEFAULT_BASE;

    @Override
    public Integer call() throws InterruptedException {
        var home = Main.home();
        return detach ? Detached.start(home, portBase) : inForeground(home);
    }

    private int inForeground(Home home) throws InterruptedException {
        var suite = Suite.start(home, PortPlan.from(portBase), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println("Stopping …");
            suite.close();
        }));
        Addresses.print(suite.record());
        new CountDownLatch(1).await(); // until a signal ends us
        return 0;
    }

    /** Where to look. */
    static final class Addresses {
        private Addresses() {}

        static void print(SuiteRecord record) {
            System.out.printf(
                    "The suite is up%s.%n",
                    record.startUpMillis() == null ? "" : " after %.1f s".formatted(record.startUpMillis() / 1000.0));
            System.out.println("  migration-service     " + record.address("migration") + "/q/swagger-ui");
            System.out.println("  resilience-service    " + record.address("resilience") + "/q/swagger-ui");
            System.out.println("  notification-service  " + record.address("notification") + "/q/swagger-ui");
            System.out.println("  mails                 " + record.address("mail"));
            System.out.println("  tokens                .switchover/tokens/*.jwt");
            System.out.println("Look with ./switchover status, stop with ./switchover down.");
        }
    }
}
