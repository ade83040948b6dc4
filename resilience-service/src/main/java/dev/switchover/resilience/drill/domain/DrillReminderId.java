package dev.switchover.resilience.drill.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/** Names the one reminder of a deployment that counts from one moment. */
public record DrillReminderId(@JsonValue String value) {

    @JsonCreator
    public DrillReminderId {}

    public static DrillReminderId of(String deployment, Instant since) {
        return new DrillReminderId(deployment + "." + since.toEpochMilli());
    }

    @Override
    public String toString() {
        return "drill-reminder/" + value;
    }
}
