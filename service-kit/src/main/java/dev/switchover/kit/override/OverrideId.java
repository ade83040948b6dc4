package dev.switchover.kit.override;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The id of one request to set gates aside. */
public record OverrideId(@JsonValue String value) {

    @JsonCreator
    public OverrideId {}

    /** The operation that waits for the second person. */
    public String operation() {
        return OverrideOperations.PREFIX + value;
    }

    @Override
    public String toString() {
        return "override/" + value;
    }
}
