package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;

/** All queries on events, by aggregate and by position. */
final class EventReader {

    private final String ofAggregate;
    private final String withSnapshot;
    private final String standing;
    private final String snapshot;
    private final String afterPosition;
    private final String lastSequence;
    private final String head;
    private final String positionAt;
    private final String positions;

    EventReader(StoreSchema schema) {
        ofAggregate = schema.in("select " + StoredEvent.COLUMNS
                + " from events.events where aggregate_id = ? and sequence >= ? order by sequence");
        standing = schema.in("""
                select (select sequence from events.events where aggregate_id = ? and sequence > ? order by sequence limit 1)
                from events.events where aggregate_id = ? and sequence = ? and event_id = ?
                """);
        snapshot = schema.in("select " + StoredEvent.COLUMNS + " from events.snapshots where aggregate_id = ?");
        withSnapshot = schema.in("""
                with snapshot as materialized (select * from events.snapshots where aggregate_id = ?)
                select event_id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, at, true
                from snapshot
                union all
                select event_id, aggregate_type, aggregate_id, sequence, name, revision,
                       payload::text, metadata::text, at, false
                from events.events
                where aggregate_id = ? and sequence > coalesce((select sequence from snapshot), -1)
                order by sequence
                """);
        afterPosition = schema.in("""
                select event_id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, at, position
                from events.log join events.events on id = event
                where position > ? order by position limit ?
                """);
        lastSequence = schema.in("select max(sequence) from events.events where aggregate_id = ?");
        head = schema.in("select coalesce(max(position), 0) from events.log");
        positionAt = schema.in("""
                select position - 1 from events.log join events.events on id = event
                where at >= ? order by position limit 1
                """);
        positions = schema.in("""
                select count(position), coalesce(max(position), 0) from events.events join events.log on event = id
                where event_id = any (?)
                """);
    }

    List<StoredEvent> ofAggregate(Connection connection, String aggregateId, long firstSequence) throws SQLException {
        try (var query = connection.prepareStatement(ofAggregate)) {
            query.setString(1, aggregateId);
            query.setLong(2, firstSequence);
            return all(query.executeQuery());
        }
    }

    /**
     * Where an event that somebody remembers stands in its aggregate. No event travels, and with one row at most to expect
     * the database plans once: where it has to guess how many follow, it plans anew each time or reads the whole table.
     */
    Standing standing(Connection connection, String aggregateId, LastKnown known) throws SQLException {
        try (var query = connection.prepareStatement(standing)) {
            query.setString(1, aggregateId);
            query.setLong(2, known.sequence());
            query.setString(3, aggregateId);
            query.setLong(4, known.sequence());
            query.setString(5, known.eventId());
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Standing.NOT_STORED;
                }
                return rows.getObject(1) == null ? Standing.LAST : Standing.FOLLOWED;
            }
        }
    }

    List<StoredEvent> snapshot(Connection connection, String aggregateId) throws SQLException {
        try (var query = connection.prepareStatement(snapshot)) {
            query.setString(1, aggregateId);
            return all(query.executeQuery());
        }
    }

    /** The snapshot, if there is one, and the events after it, from one query and so from one moment. */
    SnapshotAndEvents withSnapshot(Connection connection, String aggregateId) throws SQLException {
        try (var query = connection.prepareStatement(withSnapshot)) {
            query.setString(1, aggregateId);
            query.setString(2, aggregateId);
            try (var rows = query.executeQuery()) {
                var snapshots = new ArrayList<StoredEvent>();
                var events = new ArrayList<StoredEvent>();
                while (rows.next()) {
                    (rows.getBoolean(10) ? snapshots : events).add(StoredEvent.from(rows));
                }
                return new SnapshotAndEvents(snapshots, events);
            }
        }
    }

    List<TrackedDomainEventData<String>> afterPosition(Connection connection, long position, int atMost)
            throws SQLException {
        try (var query = connection.prepareStatement(afterPosition)) {
            query.setLong(1, position);
            query.setInt(2, atMost);
            query.setFetchSize(0);
            try (var rows = query.executeQuery()) {
                var events = new ArrayList<TrackedDomainEventData<String>>();
                while (rows.next()) {
                    var token = new GlobalSequenceTrackingToken(rows.getLong(10));
                    events.add(new TrackedDomainEventData<>(token, StoredEvent.from(rows)));
                }
                return events;
            }
        }
    }

    OptionalLong lastSequence(Connection connection, String aggregateId) throws SQLException {
        try (var query = connection.prepareStatement(lastSequence)) {
            query.setString(1, aggregateId);
            return number(query.executeQuery());
        }
    }

    long head(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(head)) {
            return number(query.executeQuery()).orElse(0);
        }
    }

    /** The position before the first event of that time or later. */
    OptionalLong positionAt(Connection connection, Instant time) throws SQLException {
        try (var query = connection.prepareStatement(positionAt)) {
            query.setObject(1, time.atOffset(ZoneOffset.UTC));
            return number(query.executeQuery());
        }
    }

    /** The highest position of the events, once all of them have one. */
    OptionalLong positionOf(Connection connection, Collection<String> eventIds) throws SQLException {
        try (var query = connection.prepareStatement(positions)) {
            query.setArray(1, connection.createArrayOf("text", eventIds.toArray()));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1) == eventIds.size() ? OptionalLong.of(row.getLong(2)) : OptionalLong.empty();
            }
        }
    }

    private static List<StoredEvent> all(ResultSet result) throws SQLException {
        try (var rows = result) {
            var events = new ArrayList<StoredEvent>();
            while (rows.next()) {
                events.add(StoredEvent.from(rows));
            }
            return events;
        }
    }

    private static OptionalLong number(ResultSet result) throws SQLException {
        try (var rows = result) {
            if (!rows.next()) {
                return OptionalLong.empty();
            }
            long number = rows.getLong(1);
            return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
        }
    }

    record SnapshotAndEvents(List<StoredEvent> snapshots, List<StoredEvent> events) {}

    enum Standing {
        NOT_STORED,
        LAST,
        FOLLOWED
    }
}
