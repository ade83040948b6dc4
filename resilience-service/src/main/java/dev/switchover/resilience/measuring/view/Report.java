package dev.switchover.resilience.measuring.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.Figures.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A switchover in figures: what was predicted before, what was measured after, and how earlier ones went.
 *
 * @param reason why it did not succeed, if it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(
        String deployment,
        int number,
        boolean drill,
        String direction,
        String kind,
        @Nullable String order,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Duration took,
        @Nullable String outcome,
        @Nullable String reason,
        List<StepTime> steps,
        List<Line> figures,
        List<Owed> open,
        List<Earlier> history) {

    /**
     * What was still to be proven when the switchover ended.
     *
     * @param metAt when it was proven since; null: it still is to be
     */
    public record Owed(
            String id,
            @Nullable String what,
            @Nullable Instant metAt,
            @Nullable String metBy) {}

    /** How long one order took, and was predicted to take. */
    public record StepTime(
            String step,
            String state,
            Instant startedAt,
            @Nullable Duration took,
            @Nullable Duration predicted) {}

    /**
     * Before and after.
     *
     * @param measured null: nobody looked, or what was seen is not evaluated yet
     * @param seen how much of the time the figures are about; NOT_YET: the run goes on, or ended seconds ago
     */
    public record Line(Expectation predicted, @Nullable Figures measured, Seen seen) {}

    /** An earlier switchover of the deployment. */
    public record Earlier(
            int number,
            String direction,
            String kind,
            boolean drill,
            Instant startedAt,
            @Nullable String outcome,
            List<Figures> measured) {}
}
