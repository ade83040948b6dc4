package dev.switchover.migration.migration.view;

import dev.switchover.migration.migration.domain.Prediction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A duration, predicted and actual. {@code how} says where the actual one comes from: {@code measured} from the log,
 * {@code stated} by a person, or {@code UNKNOWN}; what nobody measured is never 0.
 */
public record Figure(
        Duration predicted,
        String predictedBy,
        @Nullable Duration actual,
        String how,
        @Nullable Boolean withinPrediction,
        @Nullable String evidence) {

    static Figure measured(Prediction prediction, @Nullable Duration actual) {
        return of(prediction, actual, "measured", null);
    }

    static Figure stated(Prediction prediction, @Nullable Duration actual, @Nullable String evidence) {
        return of(prediction, actual, "stated", evidence);
    }

    private static Figure of(Prediction prediction, @Nullable Duration actual, String how, @Nullable String evidence) {
        return actual == null
                ? new Figure(prediction.value(), prediction.source(), null, "UNKNOWN", null, evidence)
                : new Figure(
                        prediction.value(),
                        prediction.source(),
                        actual,
                        how,
                        actual.compareTo(prediction.value()) <= 0,
                        evidence);
    }
}
