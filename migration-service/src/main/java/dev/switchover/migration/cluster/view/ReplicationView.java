package dev.switchover.migration.cluster.view;

import dev.switchover.migration.cluster.domain.ReplicationStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to replicate to a node: what was predicted, by whom, and what it really took. */
public record ReplicationView(
        int attempt,
        String operation,
        String driver,
        String source,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String evidence,
        @Nullable Instant observedAt,
        @Nullable String reason,
        Times predicted,
        Times actual,
        List<Step> steps) {

    /** The only driver so far: people confirm tasks. */
    public static final String MANUAL = "manual";

    public enum State {
        RUNNING,
        IN_SYNC,
        ABANDONED
    }

    public record Times(Figure work, Figure down) {

        static Times sum(List<Times> parts) {
            return new Times(
                    Figure.sum(parts.stream().map(Times::work).toList()),
                    Figure.sum(parts.stream().map(Times::down).toList()));
        }
    }

    public record Step(
            ReplicationStep step,
            Times predicted,
            Times actual,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String evidence,
            @Nullable String confirmedBy) {}
}
