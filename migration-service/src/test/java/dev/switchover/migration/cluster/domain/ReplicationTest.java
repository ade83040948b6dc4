package dev.switchover.migration.cluster.domain;

import static dev.switchover.migration.Refusals.refused;
import static dev.switchover.migration.cluster.domain.ClusterTest.A;
import static dev.switchover.migration.cluster.domain.ClusterTest.ADDED_A;
import static dev.switchover.migration.cluster.domain.ClusterTest.ADDED_B;
import static dev.switchover.migration.cluster.domain.ClusterTest.ASSIGNED;
import static dev.switchover.migration.cluster.domain.ClusterTest.B;
import static dev.switchover.migration.cluster.domain.ClusterTest.DEFINED;
import static dev.switchover.migration.cluster.domain.ClusterTest.ID;
import static dev.switchover.migration.cluster.domain.ClusterTest.MOVED_TO_B;
import static dev.switchover.migration.cluster.domain.ReplicationStep.CONFIGURATION_FROZEN;
import static dev.switchover.migration.cluster.domain.ReplicationStep.MASTER_RESTARTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.migration.cluster.domain.ClusterCommand.AbandonReplication;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.FinishReplicationStep;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeRemoved;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationAbandoned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationInSync;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Replication to a new node, step by step. */
@SuppressWarnings("UnusedMethod") // Axon calls the command handlers
class ReplicationTest {

    private static final Instant OBSERVED = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<PredictedStep> PREDICTED = ReplicationStep.documented();
    private static final ReplicationStarted STARTED = new ReplicationStarted(ID, B, A, 1, PREDICTED);
    private static final ReplicationInSync IN_SYNC = new ReplicationInSync(ID, B, 1, "lag 0 bytes", OBSERVED);

    private static final NodeId C = new NodeId("c");
    private static final NodeAdded ADDED_C = new NodeAdded(ID, C, "203.0.113.30", List.of(), "https://c.example.net/");

    private FixtureConfiguration<Cluster> cluster;
    private Instant doneSince = OBSERVED;

    @BeforeEach
    void setUp() {
        cluster = new AggregateTestFixture<>(Cluster.class);
        cluster.registerAnnotatedCommandHandler(new Object() {
            @CommandHandler
            int on(StartReplication command) throws Exception {
                return cluster.getRepository()
                        .load(command.clusterId().toString())
                        .invoke(it -> it.decide(command, PREDICTED));
            }

            @CommandHandler
            void on(AttestInSync command) {
                cluster.getRepository()
                        .load(command.clusterId().toString())
                        .execute(it -> it.decide(command, doneSince));
            }
        });
    }

    private static List<Object> twoNodesAnd(Object... more) {
        var events = new ArrayList<Object>(List.of(DEFINED, ADDED_A, ASSIGNED, ADDED_B));
        events.addAll(List.of(more));
        return events;
    }

    private static List<Object> allStepsFinishedAnd(Object... more) {
        var events = twoNodesAnd(STARTED);
        Arrays.stream(ReplicationStep.values()).forEach(step -> events.add(finished(step)));
        events.addAll(List.of(more));
        return events;
    }

    private static ReplicationStepFinished finished(ReplicationStep step) {
        return new ReplicationStepFinished(ID, B, 1, step, Duration.ofSeconds(9), "done");
    }

    private static FinishReplicationStep finish(ReplicationStep step) {
        return new FinishReplicationStep(ID, B, 1, step, Duration.ofSeconds(9), "done");
    }

    @Test
    void theDocumentPromisesTenSecondsDownAndLeavesTheCopyOpen() {
        assertThat(PREDICTED).extracting(PredictedStep::source).containsOnly("document");
        assertThat(PREDICTED.get(0).down()).isEqualTo(Duration.ofSeconds(10));
        assertThat(PREDICTED.get(2).work()).isNull();
    }

    @Nested
    class Starting {

        @Test
        void startsTheFirstAttemptFromTheOwnerOfManagement() {
            cluster.given(twoNodesAnd())
                    .when(new StartReplication(ID, B))
                    .expectResultMessagePayload(1)
                    .expectEvents(STARTED);
        }

        @Test
        void againNamesTheSameAttempt() {
            cluster.given(twoNodesAnd(STARTED))
                    .when(new StartReplication(ID, B))
                    .expectResultMessagePayload(1)
                    .expectNoEvents();
        }

        @Test
        void afterAnAbandonedAttemptCountsOn() {
            cluster.given(twoNodesAnd(STARTED, new ReplicationAbandoned(ID, B, 1, List.of(), "disk full")))
                    .when(new StartReplication(ID, B))
                    .expectResultMessagePayload(2)
                    .expectEvents(new ReplicationStarted(ID, B, A, 2, PREDICTED));
        }

        @Test
        void isRefusedToTheSourceItself() {
            refused(cluster.given(twoNodesAnd()).when(new StartReplication(ID, A)), "node-is-the-source");
        }

        @Test
        void isRefusedToWhoHasBecomeTheSource() {
            refused(
                    cluster.given(allStepsFinishedAnd(IN_SYNC, MOVED_TO_B)).when(new StartReplication(ID, B)),
                    "node-is-the-source");
        }

        @Test
        void namesNoAttemptFromANodeThatHasLostManagement() {
            var elsewhere = twoNodesAnd(ADDED_C, new ReplicationStarted(ID, C, A, 1, PREDICTED), MOVED_TO_B);
            refused(cluster.given(elsewhere).when(new StartReplication(ID, C)), "replication-not-running");
            elsewhere.add(new ReplicationAbandoned(ID, C, 1, List.of(), "a is gone"));
            cluster.given(elsewhere)
                    .when(new StartReplication(ID, C))
                    .expectEvents(new ReplicationStarted(ID, C, B, 2, PREDICTED));
        }

        @Test
        void isRefusedToAnUnknownOrRemovedNode() {
            refused(cluster.given(DEFINED, ADDED_A, ASSIGNED).when(new StartReplication(ID, B)), "node-not-found");
            refused(
                    cluster.given(twoNodesAnd(MOVED_TO_B, new NodeRemoved(ID, A)))
                            .when(new StartReplication(ID, A)),
                    "node-removed");
        }
    }

    @Nested
    class FinishingAStep {

        @Test
        void recordsWhatWasStated() {
            cluster.given(twoNodesAnd(STARTED)).when(finish(MASTER_RESTARTED)).expectEvents(finished(MASTER_RESTARTED));
        }

        @Test
        void againChangesNothing() {
            cluster.given(twoNodesAnd(STARTED, finished(MASTER_RESTARTED)))
                    .when(finish(MASTER_RESTARTED))
                    .expectNoEvents();
        }

        @Test
        void againWithoutADownTimeChangesNothing() {
            cluster.given(twoNodesAnd(STARTED, finished(MASTER_RESTARTED)))
                    .when(new FinishReplicationStep(ID, B, 1, MASTER_RESTARTED, null, "done"))
                    .expectNoEvents();
        }

        @Test
        void againWithAnotherDownTimeOrEvidenceIsRefused() {
            refused(
                    cluster.given(twoNodesAnd(STARTED, finished(MASTER_RESTARTED)))
                            .when(new FinishReplicationStep(ID, B, 1, MASTER_RESTARTED, Duration.ofSeconds(4), "done")),
                    "already-said-otherwise");
            refused(
                    cluster.given(twoNodesAnd(STARTED, finished(MASTER_RESTARTED)))
                            .when(new FinishReplicationStep(ID, B, 1, MASTER_RESTARTED, null, "seen")),
                    "already-said-otherwise");
        }

        @Test
        void outOfOrderIsRefused() {
            refused(
                    cluster.given(twoNodesAnd(STARTED)).when(finish(CONFIGURATION_FROZEN)),
                    "replication-step-out-of-order");
        }

        @Test
        void ofAnotherAttemptOrNoneIsRefused() {
            refused(cluster.given(twoNodesAnd()).when(finish(MASTER_RESTARTED)), "replication-not-running");
            refused(
                    cluster.given(twoNodesAnd(STARTED))
                            .when(new FinishReplicationStep(ID, B, 2, MASTER_RESTARTED, null, "done")),
                    "replication-not-running");
        }
    }

    @Nested
    class AttestingThatItIsInSync {

        private final AttestInSync attest = new AttestInSync(ID, B, 1, "lag 0 bytes", null, OBSERVED);

        @Test
        void recordsEvidenceAndTime() {
            cluster.given(allStepsFinishedAnd()).when(attest).expectEvents(IN_SYNC);
        }

        @Test
        void mayBeRefreshed() {
            cluster.given(allStepsFinishedAnd(IN_SYNC)).when(attest).expectEvents(IN_SYNC);
        }

        @Test
        void recordsWhenItWasSeenBeforeItIsSaid() {
            stepsEndedAt(OBSERVED).when(seen(OBSERVED)).expectEvents(IN_SYNC);
        }

        /** People write whole seconds. */
        @Test
        void takesTheSecondInWhichTheLastStepEnded() {
            stepsEndedAt(OBSERVED.plusMillis(900)).when(seen(OBSERVED)).expectEvents(IN_SYNC);
        }

        @Test
        void isRefusedOfATimeBeforeTheLastStepEnded() {
            refused(stepsEndedAt(OBSERVED.plusSeconds(1)).when(seen(OBSERVED)), "observed-too-early");
            refused(
                    stepsEndedAt(OBSERVED.plusSeconds(1))
                            .andGiven(new ReplicationInSync(ID, B, 1, "lag 0", OBSERVED.plusSeconds(2)))
                            .when(seen(OBSERVED)),
                    "observed-too-early");
        }

        @Test
        void ofAnEarlierTimeThanIsKnownChangesNothing() {
            stepsEndedAt(OBSERVED.minusSeconds(60))
                    .andGiven(new ReplicationInSync(ID, B, 1, "lag 0", OBSERVED.plusSeconds(1)))
                    .when(seen(OBSERVED))
                    .expectNoEvents();
        }

        /** The clocks of two instances differ: what is said now is not refused for it. */
        @Test
        void saidNowIsTakenWhateverTheClockOfTheLastStepShowed() {
            stepsEndedAt(OBSERVED.plusSeconds(5)).when(attest).expectEvents(IN_SYNC);
        }

        private AttestInSync seen(Instant at) {
            return new AttestInSync(ID, B, 1, "lag 0 bytes", at, OBSERVED.plusSeconds(600));
        }

        private TestExecutor<Cluster> stepsEndedAt(Instant time) {
            doneSince = time;
            return cluster.given(allStepsFinishedAnd());
        }

        @Test
        void isRefusedBeforeTheLastStep() {
            refused(
                    cluster.given(twoNodesAnd(STARTED, finished(MASTER_RESTARTED)))
                            .when(attest),
                    "replication-not-running");
        }
    }

    @Nested
    class Abandoning {

        private final AbandonReplication abandon = new AbandonReplication(ID, B, 1, "disk full");
        private final ReplicationAbandoned abandoned = new ReplicationAbandoned(ID, B, 1, List.of(), "disk full");

        @Test
        void endsTheAttemptOnce() {
            cluster.given(twoNodesAnd(STARTED)).when(abandon).expectEvents(abandoned);
            cluster.given(twoNodesAnd(STARTED, abandoned)).when(abandon).expectNoEvents();
        }

        @Test
        void againForAnotherReasonIsRefused() {
            refused(
                    cluster.given(twoNodesAnd(STARTED, abandoned)).when(new AbandonReplication(ID, B, 1, "wrong node")),
                    "already-said-otherwise");
        }

        @Test
        void endsWhatWasInSyncAndHasBroken() {
            var broken = new ReplicationAbandoned(ID, B, 1, List.of(ReplicationStep.values()), "disk full");
            cluster.given(allStepsFinishedAnd(IN_SYNC)).when(abandon).expectEvents(broken);
            cluster.given(allStepsFinishedAnd(IN_SYNC, broken))
                    .when(new StartReplication(ID, B))
                    .expectResultMessagePayload(2);
        }

        @Test
        void isRefusedOfWhatNeverBeganOrOfAnotherAttempt() {
            refused(cluster.given(twoNodesAnd()).when(abandon), "replication-not-running");
            refused(
                    cluster.given(twoNodesAnd(STARTED)).when(new AbandonReplication(ID, B, 2, "disk full")),
                    "replication-not-running");
        }
    }
}
