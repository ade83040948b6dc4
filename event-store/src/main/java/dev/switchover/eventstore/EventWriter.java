package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Inserts events, each with its row in {@code pending}, and snapshots. */
final class EventWriter {

    private final String append;
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

    /** A batch, not one statement of many rows: so that ids surely rise in the order of the events. */
    void append(Connection connection, List<? extends EventMessage<?>> events, Serializer serializer)
            throws SQLException {
        try (var statement = connection.prepareStatement(append)) {
            for (var event : events) {
                bind(statement, inStream(event), serializer);
                if (events.size() > 1) {
                    statement.addBatch();
                }
            }
            if (events.size() == 1) {
                statement.executeUpdate();
            } else {
                statement.executeBatch();
            }
        }
    }

    void store(Connection connection, DomainEventMessage<?> message, Serializer serializer) throws SQLException {
        try (var statement = connection.prepareStatement(snapshot)) {
            bindHead(statement, message, serializer);
            statement.setString(9, payload(message, serializer));
            statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        bindHead(statement, event, serializer);
        var payload = payload(event, serializer);
        statement.setString(9, payload);
        statement.setBytes(10, StoredText.hash(described(event), payload));
    }

    private static void bindHead(PreparedStatement statement, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        var type = serializer.typeForClass(event.getPayloadType());
        var metadata = event.serializeMetaData(serializer, String.class).getData();
        statement.setString(1, event.getIdentifier());
        statement.setString(2, event.getType());
        statement.setString(3, StoredText.storable("The aggregate id", event.getAggregateIdentifier()));
        statement.setLong(4, event.getSequenceNumber());
        statement.setString(5, type.getName());
        statement.setString(6, type.getRevision());
        statement.setString(7, StoredText.storableJson("The metadata of " + described(event), metadata));
        statement.setObject(
                8, event.getTimestamp().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    private static String payload(DomainEventMessage<?> event, Serializer serializer) {
        var payload = event.serializePayload(serializer, String.class).getData();
        return StoredText.storableJson(described(event), payload);
    }

    private static String described(EventMessage<?> event) {
        return event.getPayloadType().getSimpleName() + " " + event.getIdentifier();
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
