package dev.switchover.kit.override;

import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.view.ViewTables;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of views.override. */
class OverrideTable {

    private final Jdbi database;
    private final String table;

    OverrideTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("override");
    }

    Optional<OverrideRow> find(String id) {
        return database.withHandle(handle -> handle.createQuery("select * from <table> where id = :id")
                .define("table", table)
                .bind("id", id)
                .mapTo(OverrideRow.class)
                .findOne());
    }

    void insert(OverrideRequested asked, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (id, command, subject, gates, reason, ticket, requested_by, requested_at,
                                             expires_at, facts, state)
                        values (:id, :command, :subject, :gates, :reason, :ticket, :requestedBy, :at, :expiresAt,
                                :facts, 'WAITING')
                        on conflict (id) do nothing
                        """)
                .define("table", table)
                .bind("id", asked.overrideId().value())
                .bind("command", asked.command())
                .bind("subject", asked.subject())
                .bindArray("gates", String.class, asked.gates())
                .bindArray(
                        "facts",
                        String.class,
                        asked.facts().stream().map(Fact::toString).toList())
                .bind("reason", asked.reason())
                .bind("ticket", asked.ticket())
                .bind("requestedBy", asked.requestedBy())
                .bind("at", at)
                .bind("expiresAt", asked.expiresAt())
                .execute());
    }

    void end(OverrideId id, OverrideState state, @Nullable String by, @Nullable String because, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set state = :state, ended_by = :by, ended_because = :because, ended_at = :at
                         where id = :id
                        """)
                .define("table", table)
                .bind("id", id.value())
                .bind("state", state.name())
                .bind("by", by)
                .bind("because", because)
                .bind("at", at)
                .execute());
    }
}
