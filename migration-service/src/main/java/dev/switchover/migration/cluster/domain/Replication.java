package dev.switchover.migration.cluster.domain;

import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the replication to a node has come: no more than decisions need to know. {@code attempt} counts from 1,
 * {@code source} is where its data come from; {@code observedAt} is when it was seen to be in sync, {@code abandoned} why it
 * was given up.
 */
record Replication(
        Phase phase,
        int attempt,
        @Nullable NodeId source,
        List<ReplicationStepFinished> done,
        @Nullable Instant observedAt,
        @Nullable String abandoned) {

    enum Phase {
        NOT_RUNNING,
        RUNNING,
        IN_SYNC
    }

    static Replication never() {
        return new Replication(Phase.NOT_RUNNING, 0, null, List.of(), null, null);
    }

    static Replication running(ReplicationStarted event) {
        return new Replication(Phase.RUNNING, event.attempt(), event.source(), List.of(), null, null);
    }

    Replication inSync(Instant seen) {
        return new Replication(Phase.IN_SYNC, attempt, source, done, seen, null);
    }

    Replication abandoned(String reason) {
        return new Replication(Phase.NOT_RUNNING, attempt, source, done, observedAt, reason);
    }

    Replication having(ReplicationStepFinished step) {
        var more = new ArrayList<>(done);
        more.add(step);
        return new Replication(phase, attempt, source, List.copyOf(more), observedAt, null);
    }

    List<ReplicationStep> finished() {
        return done.stream().map(ReplicationStepFinished::step).toList();
    }

    /** What was said when the step was done; empty while it is not. */
    Optional<ReplicationStepFinished> finished(ReplicationStep step) {
        return done.stream().filter(one -> one.step() == step).findFirst();
    }

    boolean runs(@Nullable Integer wanted) {
        return phase == Phase.RUNNING && isAttempt(wanted);
    }

    boolean isAttempt(@Nullable Integer wanted) {
        return wanted == null || wanted == attempt;
    }

    /** Whether more is known already than what was seen then. */
    boolean knowsBetterThan(Instant seen) {
        return phase == Phase.IN_SYNC && observedAt != null && seen.isBefore(observedAt);
    }

    /** The step to finish next; empty when all are. */
    Optional<ReplicationStep> next() {
        return Arrays.stream(ReplicationStep.values())
                .filter(step -> finished(step).isEmpty())
                .findFirst();
    }
}
