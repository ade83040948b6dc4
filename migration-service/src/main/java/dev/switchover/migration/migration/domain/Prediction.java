package dev.switchover.migration.migration.domain;

import java.time.Duration;
import java.util.List;

/** How long something will take, and who says so. */
public record Prediction(String what, Duration value, String source) {

    public static final String WORK_TIME = "removal-work-time";
    public static final String OUTAGE = "removal-outage";

    /** What the procedure's own document promises for the removal of the source. */
    public static final List<Prediction> DOCUMENT = List.of(
            new Prediction(WORK_TIME, Duration.ofMinutes(30), "document"),
            new Prediction(OUTAGE, Duration.ofSeconds(10), "document"));
}
