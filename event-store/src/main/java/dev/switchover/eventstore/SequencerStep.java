package dev.switchover.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * One step: whatever is pending gets the next positions, in the order of the ids.
 *
 * <p>Lock and move are two statements on purpose: the second one's snapshot must be younger than the lock, or it would miss
 * what the previous holder did. The unique keys of {@code log} would refuse the result, but the step would fail. They travel
 * together with the transaction's begin and commit, which halves what a step costs both sides, and means that nobody holds
 * the lock while the database waits for a process that is slow or frozen.
 */
final class SequencerStep implements AutoCloseable {

    private final PreparedStatement step;
    private final PreparedStatement look;

    /** @param connection with auto-commit on: the step brings its own transaction */
    SequencerStep(Connection connection, StoreSchema schema, int atMost) throws SQLException {
        step = connection.prepareStatement(schema.in("""
                begin;
                select pg_advisory_xact_lock(hashtextextended(?, 0));
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
                       coalesce((select max(position) from placed), (select position from base));
                commit
                """));
        step.setString(1, schema.lock());
        step.setInt(2, atMost);
        look = connection.prepareStatement(schema.in("""
                select (exists (select from events.pending))::int, coalesce((select max(position) from events.log), 0)
                """));
    }

    /** Takes the step under the lock; it is committed when this returns. */
    Result take() throws SQLException {
        step.execute();
        for (int statement = 0; statement < 2; statement++) {
            step.getMoreResults();
        }
        return result(step.getResultSet());
    }

    /** Only looks, without the lock: whether anything is pending, and where the head is. */
    Result look() throws SQLException {
        return result(look.executeQuery());
    }

    private static Result result(ResultSet rows) throws SQLException {
        try (var row = rows) {
            row.next();
            return new Result(row.getInt(1), row.getLong(2));
        }
    }

    @Override
    public void close() throws SQLException {
        step.close();
        look.close();
    }

    /** How many events were moved (or at least one, if there are any to move), and the highest position. */
    record Result(int events, long head) {}
}
