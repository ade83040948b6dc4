package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Inserts events, each with its row in {@code pending}, and snapshots. */
final class EventWriter {

    private static final int ROWS = 1_000;

    private final String append;
    private final String appendAfter;
    private final String appendMany;
    private final String snapshot;

    EventWriter(StoreSchema schema) {
        append = schema.in("""
                with appended as (
                    insert into events.events
                        (event_id, aggregate_type, aggregate_id, sequence, name, revision, metadata, at, payload, hash)
                    values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?::jsonb, ?)
                    returning id)
                insert into events.pending (id) select id from appended
                """);
        appendAfter = schema.in("""
                with appended as (
                    insert into events.events
                        (event_id, aggregate_type, aggregate_id, sequence, name, revision, metadata, at, payload, hash)
                    select ?::text, ?::text, ?::text, ?::bigint, ?::text, ?::text, ?::jsonb, ?::timestamptz, ?::jsonb, ?::bytea
                    where (select event_id from events.events where aggregate_id = ? order by sequence desc limit 1) = ?
                    returning id)
                insert into events.pending (id) select id from appended
                """);
        appendMany = schema.in("""
                with appended as (
                    insert into events.events
                        (event_id, aggregate_type, aggregate_id, sequence, name, revision, metadata, at, payload, hash)
                    select event_id, type, aggregate_id, sequence, name, revision, metadata::jsonb, at, payload::jsonb, hash
                    from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                            ?::timestamptz[], ?::text[], ?::bytea[])
                        with ordinality as event
                            (event_id, type, aggregate_id, sequence, name, revision, metadata, at, payload, hash, n)
                    order by n
                    returning id)
                insert into events.pending (id) select id from appended
                """);
        snapshot = schema.in("""
                insert into events.snapshots
                    (event_id, aggregate_type, aggregate_id, sequence, name, revision, metadata, at, payload)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (aggregate_id) do update set
                    event_id = excluded.event_id, aggregate_type = excluded.aggregate_type,
                    sequence = excluded.sequence, name = excluded.name, revision = excluded.revision,
                    metadata = excluded.metadata, at = excluded.at, payload = excluded.payload
                where snapshots.sequence <= excluded.sequence
                """);
    }

    /** @param known what a single event must follow, if that has not been looked at */
    void append(
            Connection connection,
            List<? extends EventMessage<?>> events,
            @Nullable LastKnown known,
            Serializer serializer)
            throws SQLException {
        if (known != null) {
            appendAfter(connection, known, row(events.getFirst(), serializer));
            return;
        }
        if (events.size() == 1) {
            appendOne(connection, row(events.getFirst(), serializer));
            return;
        }
        for (int first = 0; first < events.size(); first += ROWS) {
            var some = events.subList(first, Math.min(first + ROWS, events.size()));
            appendMany(
                    connection,
                    some.stream().map(event -> row(event, serializer)).toList());
        }
    }

    private void appendOne(Connection connection, EventRow row) throws SQLException {
        try (var statement = connection.prepareStatement(append)) {
            row.bindHead(statement);
            statement.setString(9, row.payload());
            statement.setBytes(10, row.hash());
            statement.executeUpdate();
        }
    }

    /** Refused when another event is the last one by now. */
    private void appendAfter(Connection connection, LastKnown known, EventRow row) throws SQLException {
        try (var statement = connection.prepareStatement(appendAfter)) {
            row.bindHead(statement);
            statement.setString(9, row.payload());
            statement.setBytes(10, row.hash());
            statement.setString(11, row.event().getAggregateIdentifier());
            statement.setString(12, known.eventId());
            if (statement.executeUpdate() == 0) {
                throw Conflict.overtaken(row.event().getAggregateIdentifier());
            }
        }
    }

    /** Rows get their ids in the order the query sorts them in: so ids rise in the order of the events. */
    private void appendMany(Connection connection, List<EventRow> rows) throws SQLException {
        try (var statement = connection.prepareStatement(appendMany)) {
            EventRow.bindAll(connection, statement, rows);
            statement.executeUpdate();
        }
    }

    void store(Connection connection, DomainEventMessage<?> message, Serializer serializer) throws SQLException {
        try (var statement = connection.prepareStatement(snapshot)) {
            var row = EventRow.of(message, serializer);
            row.bindHead(statement);
            statement.setString(9, row.payload());
            statement.executeUpdate();
        }
    }

    private static EventRow row(EventMessage<?> event, Serializer serializer) {
        return EventRow.of(inStream(event), serializer);
    }

    /** An event that no aggregate applied is a stream of its own. */
    private static DomainEventMessage<?> inStream(EventMessage<?> event) {
        return event instanceof DomainEventMessage<?> inStream ? inStream : alone(event);
    }

    private static <T> DomainEventMessage<T> alone(EventMessage<T> event) {
        @Nullable String noType = null;
        return new GenericDomainEventMessage<>(noType, event.getIdentifier(), 0, event, event::getTimestamp);
    }
}
