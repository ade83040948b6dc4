package dev.switchover.kit.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Chosen by who opens the task, so that opening it again changes nothing. */
public record TaskId(@JsonValue String value) {

    public static final String PATTERN = "[a-z0-9.-]{1,200}";

    @JsonCreator
    public TaskId {
        if (!value.matches(PATTERN)) {
            throw new IllegalArgumentException("1 to 200 of a-z, 0-9, . and -");
        }
    }

    /** Joined by what no name has, so that no others come to the same. */
    public static TaskId of(String... names) {
        return new TaskId(String.join(".", names));
    }

    @Override
    public String toString() {
        return "task/" + value;
    }
}
