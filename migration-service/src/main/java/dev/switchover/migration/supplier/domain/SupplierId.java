package dev.switchover.migration.supplier.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a supplier; chosen by the client. */
public record SupplierId(@JsonValue String value) {

    @JsonCreator
    public SupplierId {}

    /** Axon keys the event stream by this. */
    @Override
    public String toString() {
        return "supplier/" + value;
    }
}
