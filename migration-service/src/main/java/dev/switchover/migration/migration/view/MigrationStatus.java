package dev.switchover.migration.migration.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.switchover.migration.migration.domain.LeftByAbort;
import dev.switchover.migration.migration.domain.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A migration as a person sees it: how far it is, what was predicted and what was measured. */
public record MigrationStatus(
        String id,
        String kind,
        String cluster,
        String source,
        String target,
        String phase,
        String reason,
        @Nullable LocalDate hosterContractEnd,
        @Nullable Instant plannedEnd,
        Duration drainTime,
        List<Prediction> predictions,
        Instant predictedEnd,
        @Nullable String warning,
        Instant plannedAt,
        @Nullable String requestedBy,
        @Nullable String ticket,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant decommissionedAt,
        @Nullable Abort abort,
        Customers customers,
        List<WaveStatus> waves,
        @Nullable RemovalStatus removal,
        long version) {

    /** How an abort ended: who is back, and what is left to people. */
    public record Abort(
            String reason,
            @Nullable Integer restored,
            @Nullable Integer notRestored,
            List<String> left) {

        @JsonIgnore
        public boolean isWhole() {
            return LeftByAbort.isNothing(Objects.requireNonNullElse(notRestored, 0), left);
        }
    }

    /** {@code onSource}: everybody still there; the states count whom the migration told. */
    public record Customers(long onSource, Map<String, Long> states, long stragglers) {}
}
