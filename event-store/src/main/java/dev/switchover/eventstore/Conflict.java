package dev.switchover.eventstore;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.modelling.command.ConcurrencyException;

/** What the database's refusal of a commit means. */
final class Conflict {

    private static final String UNIQUE_VIOLATION = "23505";

    private Conflict() {}

    /** Somebody else appended, or what was remembered is not stored. */
    static ConcurrencyException overtaken(String aggregateId) {
        return new ConcurrencyException(aggregateId + " is no longer as it was when it was used last.");
    }

    static boolean isDuplicate(Exception exception) {
        return exception instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState());
    }

    /** Not the driver's account of the whole batch, which repeats every payload. */
    static SQLException serverError(SQLException e) {
        return e.getNextException() == null ? e : e.getNextException();
    }

    /**
     * The server does not say which event of a commit it refused. To create an aggregate again is hopeless, so it is blamed
     * only if nothing else was written; a conflict elsewhere can be tried again.
     */
    static EventMessage<?> inQuestion(List<? extends EventMessage<?>> events) {
        var aggregates = new HashMap<String, DomainEventMessage<?>>();
        for (var event : events) {
            if (event instanceof DomainEventMessage<?> inStream) {
                aggregates.putIfAbsent(inStream.getAggregateIdentifier(), inStream);
            }
        }
        return aggregates.values().stream()
                .filter(first -> first.getSequenceNumber() > 0)
                .<EventMessage<?>>map(first -> first)
                .findAny()
                .orElse(events.getFirst());
    }
}
