package dev.switchover.resilience.measuring.view;

import dev.switchover.resilience.measuring.domain.Expectation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a switchover will probably bring, each figure with its source. */
public record Forecast(List<Expectation> things, List<OfStep> steps) {

    /** What is lost of the data is not what earlier runs have lost. */
    public Forecast withLossOfData(String why) {
        return new Forecast(
                things.stream()
                        .map(thing -> thing.isOfData() ? thing.withoutLoss(why) : thing)
                        .toList(),
                steps);
    }

    /**
     * How long one step will probably take.
     *
     * @param took null: too few own runs have measured it, so nothing is said
     */
    public record OfStep(String step, @Nullable Duration took, String source) {}
}
