package dev.switchover.migration.migration.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long something will take, and who says so. */
public record Prediction(String what, Duration value, String source) {

    public static final String WORK_TIME = "removal-work-time";
    public static final String MANAGEMENT_GAP = "removal-management-gap";
    public static final String OUTAGE = "removal-outage";

    private static final int ENOUGH_RUNS = 3;

    /** What the procedure's own document promises for the removal of the source: so much work, so long down. */
    public static final List<Prediction> DOCUMENT = List.of(
            new Prediction(WORK_TIME, Duration.ofMinutes(30), "document"),
            new Prediction(MANAGEMENT_GAP, Duration.ofSeconds(10), "document"),
            new Prediction(OUTAGE, Duration.ofSeconds(10), "document"));

    /** The median of own runs, once there are so many that a single odd one does not decide. */
    public Prediction orMedian(@Nullable Duration median, int runs) {
        return median == null || runs < ENOUGH_RUNS
                ? this
                : new Prediction(what, median, "median of %d own runs".formatted(runs));
    }

    /** That of the given, or the document's: older plans do not predict everything. */
    public static Prediction of(String what, List<Prediction> predictions) {
        return predictions.stream()
                .filter(prediction -> prediction.what().equals(what))
                .findFirst()
                .orElseGet(() -> of(what, DOCUMENT));
    }
}
