package dev.switchover.migration.cluster.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How far the replication to a node has come: no more than decisions need to know. {@code attempt} counts from 1. */
record Replication(Phase phase, int attempt, List<ReplicationStep> finished) {

    enum Phase {
        NOT_RUNNING,
        RUNNING,
        IN_SYNC
    }

    static Replication never() {
        return new Replication(Phase.NOT_RUNNING, 0, List.of());
    }

    static Replication running(int attempt) {
        return new Replication(Phase.RUNNING, attempt, List.of());
    }

    Replication inSync() {
        return new Replication(Phase.IN_SYNC, attempt, finished);
    }

    Replication abandoned() {
        return new Replication(Phase.NOT_RUNNING, attempt, finished);
    }

    Replication having(ReplicationStep step) {
        var more = new ArrayList<>(finished);
        more.add(step);
        return new Replication(phase, attempt, List.copyOf(more));
    }

    boolean runs(@Nullable Integer wanted) {
        return phase == Phase.RUNNING && isAttempt(wanted);
    }

    boolean isAttempt(@Nullable Integer wanted) {
        return wanted == null || wanted == attempt;
    }

    /** The step to finish next; empty when all are. */
    Optional<ReplicationStep> next() {
        return Arrays.stream(ReplicationStep.values())
                .filter(step -> !finished.contains(step))
                .findFirst();
    }
}
