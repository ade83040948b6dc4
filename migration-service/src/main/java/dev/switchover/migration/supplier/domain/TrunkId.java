package dev.switchover.migration.supplier.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a trunk among those of its supplier. */
public record TrunkId(@JsonValue String value) {

    @JsonCreator
    public TrunkId {}

    @Override
    public String toString() {
        return value;
    }
}
