package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** An event as it will be stored: checked for what cannot be. */
record EventRow(
        DomainEventMessage<?> event,
        String name,
        @Nullable String revision,
        String metadata,
        OffsetDateTime at,
        String payload) {

    static EventRow of(DomainEventMessage<?> event, Serializer serializer) {
        var type = serializer.typeForClass(event.getPayloadType());
        var metadata = event.serializeMetaData(serializer, String.class).getData();
        var payload = event.serializePayload(serializer, String.class).getData();
        StoredText.storable("The aggregate id", event.getAggregateIdentifier());
        return new EventRow(
                event,
                type.getName(),
                type.getRevision(),
                StoredText.storableJson("The metadata of " + described(event), metadata),
                event.getTimestamp().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC),
                StoredText.storableJson(described(event), payload));
    }

    byte[] hash() {
        return StoredText.hash(described(event), payload);
    }

    /** What events and snapshots have in common, as parameters 1 to 8. */
    void bindHead(PreparedStatement statement) throws SQLException {
        statement.setString(1, event.getIdentifier());
        statement.setString(2, event.getType());
        statement.setString(3, event.getAggregateIdentifier());
        statement.setLong(4, event.getSequenceNumber());
        statement.setString(5, name);
        statement.setString(6, revision);
        statement.setString(7, metadata);
        statement.setObject(8, at);
    }

    /** Each column of all rows as one array, in the same order. */
    static void bindAll(Connection connection, PreparedStatement statement, List<EventRow> rows) throws SQLException {
        var columns = new Columns(connection, statement, rows);
        columns.bind(1, "text", row -> row.event.getIdentifier());
        columns.bind(2, "text", row -> row.event.getType());
        columns.bind(3, "text", row -> row.event.getAggregateIdentifier());
        columns.bind(4, "bigint", row -> row.event.getSequenceNumber());
        columns.bind(5, "text", EventRow::name);
        columns.bind(6, "text", EventRow::revision);
        columns.bind(7, "text", EventRow::metadata);
        columns.bind(8, "timestamptz", EventRow::at);
        columns.bind(9, "text", EventRow::payload);
        columns.bind(10, "bytea", rows.stream().map(EventRow::hash).toArray(byte[][]::new));
    }

    private static String described(DomainEventMessage<?> event) {
        return event.getPayloadType().getSimpleName() + " " + event.getIdentifier();
    }

    private record Columns(Connection connection, PreparedStatement statement, List<EventRow> rows) {

        void bind(int parameter, String type, Function<EventRow, @Nullable Object> value) throws SQLException {
            bind(parameter, type, rows.stream().map(value).toArray());
        }

        void bind(int parameter, String type, @Nullable Object[] values) throws SQLException {
            statement.setArray(parameter, connection.createArrayOf(type, values));
        }
    }
}
