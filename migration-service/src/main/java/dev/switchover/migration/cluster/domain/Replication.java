package dev.switchover.migration.cluster.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the replication to a node has come: no more than decisions need to know. {@code attempt} counts from 1;
 * {@code observedAt} is when it was seen to be in sync.
 */
record Replication(
        Phase phase,
        int attempt,
        List<ReplicationStep> finished,
        @Nullable Instant observedAt) {

    enum Phase {
        NOT_RUNNING,
        RUNNING,
        IN_SYNC
    }

    static Replication never() {
        return new Replication(Phase.NOT_RUNNING, 0, List.of(), null);
    }

    static Replication running(int attempt) {
        return new Replication(Phase.RUNNING, attempt, List.of(), null);
    }

    Replication inSync(Instant seen) {
        return new Replication(Phase.IN_SYNC, attempt, finished, seen);
    }

    Replication abandoned() {
        return new Replication(Phase.NOT_RUNNING, attempt, finished, observedAt);
    }

    Replication having(ReplicationStep step) {
        var more = new ArrayList<>(finished);
        more.add(step);
        return new Replication(phase, attempt, List.copyOf(more), observedAt);
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
                .filter(step -> !finished.contains(step))
                .findFirst();
    }
}
