package dev.switchover.notification.contact.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Who is written to: a supplier, a customer, the operators, the approvers. */
public record Party(@JsonValue String value) {

    @JsonCreator
    public Party {}

    /** Axon keys the event stream of the party's contact by this. */
    @Override
    public String toString() {
        return "contact/" + value;
    }
}
