package dev.switchover.migration.cluster.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a cluster; chosen by the client. */
public record ClusterId(@JsonValue String value) {

    @JsonCreator
    public ClusterId {}

    /** Axon keys the event stream by this. */
    @Override
    public String toString() {
        return "cluster/" + value;
    }
}
