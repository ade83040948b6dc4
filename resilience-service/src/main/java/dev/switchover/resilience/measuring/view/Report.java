package dev.switchover.resilience.measuring.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A switchover in figures: what was predicted before, what was measured after, and how earlier ones went. */
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
        List<StepTime> steps,
        List<Line> figures,
        List<String> open,
        List<Earlier> history) {

    /** How long one order took. */
    public record StepTime(
            String step,
            String state,
            Instant startedAt,
            @Nullable Duration took) {}

    /**
     * Before and after.
     *
     * @param measured null: nobody looked, so it is UNKNOWN
     */
    public record Line(Expectation predicted, @Nullable Figures measured) {}

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
