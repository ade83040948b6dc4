package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Embedded;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.deployment.driver.HttpNode;
import dev.switchover.resilience.deployment.driver.HttpNode.Entry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An instance stands still in the middle of an order, for longer than its lease lasts, and another takes over. */
class FrozenWorkerIT {

    private static final int DONE = 0;
    private static final int OLDER_EPOCH = 65;

    /** Several looks at the nodes. */
    private static final Duration A_WHILE = RunningService.LOOK.multipliedBy(3);

    private final RunningService frozen;
    private final RunningService other;

    FrozenWorkerIT() {
        var database = Embedded.freshDatabase();
        frozen = new RunningService(database, "frozen-service");
        other = new RunningService(database, "other-service");
    }

    @AfterEach
    void end() {
        frozen.kill();
        other.stop();
    }

    @Test
    void whatItGaveIsRefusedWhenItComesLateAndWhatItReportsMovesNothing() throws Exception {
        try (var a = new HttpNode("a", "active", "telephony");
                var b = new HttpNode("b", "inactive", "telephony").withoutMemory()) {
            frozen.ensureRunning();
            var d = unique("d");
            frozen.operators().define("""
                    {"id": "%s", "party": "p1", "groups": ["telephony"], "drain": "PT0S",
                     "main": {"id": "a", "access": %s}, "standby": {"id": "b", "access": %s}}
                    """.formatted(d, a.access(), b.access()));
            isServedByMain(frozen, d);
            var arrives = new CountDownLatch(1);
            b.held.put("start-telephony", arrives);
            var over = frozen.operators().switchover(d, "{\"direction\": \"FAILOVER\"}");
            Eventually.holds(() -> assertThat(b.held).as("it is on its way").isEmpty());
            frozen.freeze();

            other.ensureRunning();
            other.operators().ended(d, over, "SUCCEEDED");
            assertThat(b.state("telephony")).isEqualTo("active");
            assertThat(answers(b)).as("given once more").containsExactly(DONE);
            var back = other.operators().switchover(d, "{\"direction\": \"FAILBACK\"}");
            other.operators().ended(d, back, "SUCCEEDED");

            arrives.countDown();
            Eventually.holds(() -> assertThat(answers(b)).containsExactly(DONE, OLDER_EPOCH));
            frozen.goOn();
            Eventually.staysTrue(A_WHILE, () -> {
                assertThat(a.state("telephony")).isEqualTo("active");
                assertThat(b.state("telephony")).isEqualTo("inactive");
            });
            isServedByMain(frozen, d);
            frozen.operators().ended(d, over, "SUCCEEDED");
            frozen.operators().ended(d, back, "SUCCEEDED");
            assertThat(frozen.operators().owed(d)).isEmpty();
            assertThat(answers(b)).containsExactly(DONE, OLDER_EPOCH);
        }
    }

    private static void isServedByMain(RunningService instance, String deployment) {
        Eventually.holds(
                () -> assertThat(instance.operators().status(deployment)).containsExactly("Active", "Inactive"));
    }

    /** What b made of the orders to start. */
    private static List<Integer> answers(HttpNode b) {
        return b.journal.stream()
                .filter(entry -> entry.action().equals("start-telephony"))
                .map(Entry::exitCode)
                .toList();
    }
}
