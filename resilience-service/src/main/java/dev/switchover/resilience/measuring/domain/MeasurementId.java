package dev.switchover.resilience.measuring.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names the measurement of one run of one deployment. */
public record MeasurementId(@JsonValue String value) {

    @JsonCreator
    public MeasurementId {}

    public static MeasurementId of(String deployment, int run) {
        return new MeasurementId(deployment + "." + run);
    }

    @Override
    public String toString() {
        return "measurement/" + value;
    }
}
