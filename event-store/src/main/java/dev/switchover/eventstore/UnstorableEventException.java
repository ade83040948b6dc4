package dev.switchover.eventstore;

import java.io.Serial;
import org.axonframework.eventsourcing.eventstore.EventStoreException;

/** An event says something that PostgreSQL or canonical JSON cannot hold; trying again does not help. */
public class UnstorableEventException extends EventStoreException {

    @Serial
    private static final long serialVersionUID = 1;

    UnstorableEventException(String message) {
        super(message);
    }

    UnstorableEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
