package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One step: whatever is pending gets the next positions, in the order of the ids.
 *
 * <p>Lock and step are two statements on purpose: the second one's snapshot must be younger than the lock, or it would miss
 * what the previous holder did. The unique keys of {@code log} would refuse the result, but the step would fail.
 */
final class SequencerStep implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement move;
    private final PreparedStatement look;

    SequencerStep(Connection connection, StoreSchema schema, int atMost) throws SQLException {
        this.connection = connection;
        lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))");
        lock.setString(1, schema.lock());
        move = connection.prepareStatement(schema.in("""
                with base as (select coalesce(max(position), 0) as position from events.log),
                moved as (
                    delete from events.pending
                    where id = any (array(select id from events.pending order by id limit ?))
                    returning id),
                placed as (
                    insert into events.log (position, event)
                    select base.position + row_number() over (order by id), id from base, moved
                    returning position)
                select (select count(*) from placed),
                       coalesce((select max(position) from placed), (select position from base))
                """));
        move.setInt(1, atMost);
        look = connection.prepareStatement(schema.in("""
                select (exists (select from events.pending))::int, coalesce((select max(position) from events.log), 0)
                """));
    }

    /** Takes the step under the lock, and commits it. */
    Result take() throws SQLException {
        lock.execute();
        return committed(move);
    }

    /** Only looks, without the lock: whether anything is pending, and where the head is. */
    Result look() throws SQLException {
        return committed(look);
    }

    private Result committed(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            var result = new Result(row.getInt(1), row.getLong(2));
            connection.commit();
            return result;
        }
    }

    @Override
    public void close() throws SQLException {
        lock.close();
        move.close();
        look.close();
    }

    /** How many events were moved (or at least one, if there are any to move), and the highest position. */
    record Result(int events, long head) {}
}
