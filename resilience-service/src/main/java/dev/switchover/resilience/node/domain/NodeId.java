package dev.switchover.resilience.node.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a node within its deployment; never given to another machine later. */
public record NodeId(@JsonValue String value) implements Comparable<NodeId> {

    @JsonCreator
    public NodeId {}

    @Override
    public int compareTo(NodeId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
