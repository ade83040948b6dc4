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

    /** The last replay of a view. */
    record Row(
            String processor,
            String state,
            List<String> viewTables,
            Instant requestedAt,
            @Nullable Instant endedAt) {

        boolean isRunning() {
            return state.equals("RUNNING");
        }
    }

    private final Jdbi database;

    ReplayTable(Jdbi database) {
        this.database = database;
    }

    /** Whether a replay was begun: not if one is running. */
    boolean begin(Handle handle, String processor, Set<String> tables, Instant at) {
        return handle.createUpdate("""
                        insert into kit.replay (processor, state, view_tables, requested_at)
                        values (:processor, 'RUNNING', :tables, :at)
                        on conflict (processor) do update
                           set state = 'RUNNING', view_tables = excluded.view_tables,
                               requested_at = excluded.requested_at, ended_at = null
                         where replay.state <> 'RUNNING'
                        """)
                        .bind("processor", processor)
                        .bindArray("tables", String.class, tables)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    void end(Handle handle, String processor, Instant at) {
        handle.createUpdate("update kit.replay set state = 'DONE', ended_at = :at where processor = :processor")
                .bind("processor", processor)
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

    Optional<Row> find(String processor) {
        return database.withHandle(handle -> handle.createQuery("select * from kit.replay where processor = :processor")
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
