package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.OrderAnswer;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Step;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Orders, workers and answers that come when somebody else has decided. */
@QuarkusTest
class LateAnswersIT {

    private static final int DONE = 0;
    private static final int OLDER_EPOCH = 65;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Step START = new Step(
            "start-telephony-b",
            NodeAction.START_TELEPHONY,
            new NodeId("b"),
            Group.TELEPHONY,
            List.of(),
            false,
            LIMIT,
            Duration.ZERO);

    @Inject
    CarryOutStep worker;

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    /** The first order of the run does not arrive within its limit. */
    private static int inDoubt(Site site, CountDownLatch arrives) {
        site.b.held.put("start-telephony", arrives);
        var run = site.switchover("FAILOVER", "");
        site.waits(run);
        assertThat(site.b.asked()).isEmpty();
        return run;
    }

    private static List<Integer> answers(HttpNode node, String action) {
        return node.journal.stream()
                .filter(entry -> entry.action().equals(action))
                .map(HttpNode.Entry::exitCode)
                .toList();
    }

    @Test
    void anOrderThatArrivesAfterItWasGivenAgainIsRefusedByItsEpoch() throws Exception {
        try (var site = new Site().pair("\"start-telephony\": \"PT2S\"")) {
            var arrives = new CountDownLatch(1);
            var run = inDoubt(site, arrives);
            post(site.operation(run) + "/retry", "").statusCode(204);
            site.ended(run, "SUCCEEDED");
            arrives.countDown();
            Eventually.holds(
                    () -> assertThat(answers(site.b, "start-telephony")).containsExactly(DONE, OLDER_EPOCH));
            site.shows("Inactive", "Active");
        }
    }

    @Test
    void anOrderThatArrivesAfterTheRunWasTakenBackStartsNothing() throws Exception {
        try (var site = new Site().pair("\"start-telephony\": \"PT2S\"")) {
            var arrives = new CountDownLatch(1);
            var run = inDoubt(site, arrives);
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "ABORTED");
            arrives.countDown();
            Eventually.holds(
                    () -> assertThat(answers(site.b, "start-telephony")).containsExactly(OLDER_EPOCH));
            assertThat(site.b.state("telephony")).isEqualTo("inactive");
            site.shows("Active", "Inactive");
        }
    }

    @Test
    void aWorkerWhoseLeaseRanOutGivesNoOrderOnceTheRunHasGoneOn() throws Exception {
        try (var site = new Site().pair()) {
            var run = site.switchover("FAILOVER", "");
            site.ended(run, "SUCCEEDED");
            var asked = site.b.asked();
            worker.carryOut(
                    new StepOrder(
                            site.d,
                            run,
                            1,
                            START,
                            2,
                            null,
                            false,
                            false,
                            false,
                            false,
                            clock.instant(),
                            false,
                            false,
                            null,
                            0),
                    2);
            worker.carryOut(
                    new StepOrder(
                            site.d,
                            run,
                            1,
                            START,
                            2,
                            null,
                            false,
                            false,
                            false,
                            false,
                            clock.instant(),
                            false,
                            true,
                            null,
                            1),
                    1);
            assertThat(site.b.asked()).isEqualTo(asked);
        }
    }

    @Test
    void whatALateWorkerReportsOfAnOrderThatWasTakenBackMovesNothing() throws Exception {
        try (var site = new Site().pair("\"start-telephony\": \"PT2S\"")) {
            var run = inDoubt(site, new CountDownLatch(1));
            post(site.operation(run) + "/cancel", "").statusCode(204);
            site.ended(run, "ABORTED");
            for (var result : Result.values()) {
                report(site, run, result);
            }
            site.ended(run, "ABORTED");
            get("/deployments/" + site.d)
                    .body("nodes[0].groups.role", everyItem(equalTo("OWNER")))
                    .body("nodes[1].groups.role", everyItem(equalTo("NONE")))
                    .body("obligations", hasSize(0));
        }
    }

    private void report(Site site, int run, Result result) {
        var said = new GroupReport(Group.TELEPHONY, ReportedState.ACTIVE, 2, null, 0);
        var status = new NodeReport(clock.instant(), List.of(said));
        var report = new ActionReport(result, DONE, "late", LIMIT, clock.instant(), status);
        commands.send(new ReportStep(new DeploymentId(site.d), run, 1, report, OrderAnswer.of(report), null));
    }
}
