package dev.switchover.resilience.node.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What is started and stopped together on a node. A node has some of the first three, or {@code services} alone. */
public enum Group {
    DATA("data"),
    MANAGEMENT("management"),
    TELEPHONY("telephony"),
    SERVICES("services");

    private final String id;

    Group(String id) {
        this.id = id;
    }

    /** The stored and shown name. */
    @JsonValue
    public String id() {
        return id;
    }

    @JsonCreator
    public static Group of(String id) {
        return Arrays.stream(values())
                .filter(group -> group.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group " + id));
    }
}
