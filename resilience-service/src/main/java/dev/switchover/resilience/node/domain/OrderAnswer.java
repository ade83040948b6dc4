package dev.switchover.resilience.node.domain;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a node answered to an order, in its own words: kept as evidence, but only its status proves anything.
 *
 * @param output bounded, secrets masked
 * @param took from the question to the answer
 */
public record OrderAnswer(int exitCode, String output, Duration took) {

    /** None where no answer came: what the report says then is ours. */
    public static @Nullable OrderAnswer of(ActionReport report) {
        return report.exitCode() == null
                ? null
                : new OrderAnswer(
                        report.exitCode(), report.output(), report.took().truncatedTo(ChronoUnit.MILLIS));
    }
}
