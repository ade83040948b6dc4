package dev.switchover.kit.processor;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of kit.replay. */
@Singleton
class ReplayTable {

    enum State {
        RUNNING,
        DONE,
        CANCELLED
    }

    /** One rebuilding of a view; {@code position} is where it ended. */
    record Row(
            String id,
            String processor,
            State state,
            List<String> viewTables,
            long position,
            Instant requestedAt,
            @Nullable Instant endedAt,
            @Nullable String requestedBy,
            @Nullable String reason,
            @Nullable String ticket) {

        boolean isRunning() {
            return state == State.RUNNING;
        }
    }

    private final Jdbi database;

    ReplayTable(Jdbi database) {
        this.database = database;
    }

    /** Whether a replay was begun: not if one of the processor is running, nor if this very one has been asked for before. */
    boolean begin(Handle handle, ReplayRequest request, Set<String> tables, Instant at) {
        return handle.createUpdate("""
                        insert into kit.replay
                            (id, processor, state, view_tables, requested_at, requested_by, reason, ticket)
                        values (:id, :processor, 'RUNNING', :tables, :at, :requestedBy, :reason, :ticket)
                        on conflict do nothing
                        """)
                        .bind("id", request.id())
                        .bind("processor", request.processor())
                        .bind("requestedBy", request.requestedBy())
                        .bind("reason", request.reason())
                        .bind("ticket", request.ticket())
                        .bindArray("tables", String.class, tables)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    void end(Handle handle, String id, State state, long position, Instant at) {
        handle.createUpdate("update kit.replay set state = :state, position = :position, ended_at = :at where id = :id")
                .bind("id", id)
                .bind("state", state)
                .bind("position", position)
                .bind("at", at)
                .execute();
    }

    /** The row, if it is running and no other instance is just ending it. */
    Optional<Row> lockRunning(Handle handle, String processor) {
        return handle.createQuery("""
                        select * from kit.replay
                         where processor = :processor and state = 'RUNNING' for update skip locked
                        """)
                .bind("processor", processor)
                .mapTo(Row.class)
                .findOne();
    }

    Optional<Row> lock(Handle handle, String id) {
        return handle.createQuery("select * from kit.replay where id = :id for update")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne();
    }

    Optional<Row> find(String id) {
        return database.withHandle(handle -> handle.createQuery("select * from kit.replay where id = :id")
                .bind("id", id)
                .mapTo(Row.class)
                .findOne());
    }

    Optional<Row> last(String processor) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from kit.replay where processor = :processor order by requested_at desc limit 1
                        """)
                .bind("processor", processor)
                .mapTo(Row.class)
                .findOne());
    }

    List<String> running() {
        return database.withHandle(
                handle -> handle.createQuery("select processor from kit.replay where state = 'RUNNING'")
                        .mapTo(String.class)
                        .list());
    }
}
