package dev.switchover.eventstore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.jspecify.annotations.Nullable;

/** One row of {@code events} or {@code snapshots}, in the shape Axon reads. */
record StoredEvent(
        String getEventIdentifier,
        @Nullable String getType,
        String getAggregateIdentifier,
        long getSequenceNumber,
        String name,
        @Nullable String revision,
        String payload,
        String metadata,
        Instant getTimestamp)
        implements DomainEventData<String> {

    /** The columns {@link #from} expects, the first being number 1. */
    static final String COLUMNS =
            "event_id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, at";

    static StoredEvent from(ResultSet row) throws SQLException {
        return new StoredEvent(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getObject(9, OffsetDateTime.class).toInstant());
    }

    @Override
    public SerializedObject<String> getMetaData() {
        return new SerializedMetaData<>(metadata, String.class);
    }

    @Override
    public SerializedObject<String> getPayload() {
        return new SimpleSerializedObject<>(payload, String.class, new SimpleSerializedType(name, revision));
    }
}
