package dev.switchover.migration.supplier.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a route; chosen by the client. */
public record RouteId(@JsonValue String value) {

    @JsonCreator
    public RouteId {}

    /** Axon keys the event stream by this. */
    @Override
    public String toString() {
        return "route/" + value;
    }
}
