package dev.switchover.kit.sample;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

public record CounterId(@JsonValue String value) {

    @JsonCreator
    public CounterId {}

    @Override
    public String toString() {
        return "counter/" + value;
    }
}
