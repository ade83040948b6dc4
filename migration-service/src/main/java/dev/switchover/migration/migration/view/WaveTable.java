package dev.switchover.migration.migration.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.migration.domain.WaveEvent.WaveFailed;
import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import dev.switchover.migration.migration.domain.WaveEvent.WaveReverted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes views.wave. */
public class WaveTable {

    private final Jdbi database;
    private final Json json;
    private final String table;

    public WaveTable(Jdbi database, Json json, ViewTables tables) {
        this.database = database;
        this.json = json;
        this.table = tables.name("wave");
    }

    /** One that was withdrawn may be planned anew. */
    void insert(WavePlanned event) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (migration, wave, number, phase, selection, members, by_domain,
                            members_hash, waits_for)
                        values (:migrationId, :wave, :number, 'PLANNED', :selection, :members, :membersByDomain,
                            :membersHash, cast(:json as jsonb))
                        on conflict (migration, wave) do update set number = excluded.number, phase = excluded.phase,
                            selection = excluded.selection, members = excluded.members,
                            by_domain = excluded.by_domain, members_hash = excluded.members_hash,
                            waits_for = excluded.waits_for, ended_at = null
                        """)
                .define("table", table)
                .bindMethods(event)
                .bind("json", json.write(event.after()))
                .execute());
    }

    void start(WaveStarted event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set phase = 'ANNOUNCING', due = :due, started_at = :at, ended_at = null,
                            refused = 0, not_put_back = 0, failure = null, gates = cast(:json as jsonb)
                         where migration = :migrationId and wave = :wave
                        """)
                .define("table", table)
                .bindMethods(event)
                .bind("json", json.write(event.gates()))
                .bind("at", at)
                .execute());
    }

    void enter(WaveEvent event, String phase, @Nullable Instant endedAt, @Nullable Integer refused) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set phase = :phase, ended_at = :endedAt, refused = coalesce(:refused, refused),
                            failure = null
                         where migration = :migration and wave = :wave
                        """)
                .define("table", table)
                .bind("migration", event.migrationId())
                .bind("wave", event.wave())
                .bind("phase", phase)
                .bind("endedAt", endedAt)
                .bind("refused", refused)
                .execute());
    }

    /** Who could not be told before stays counted: that is still true. */
    void putBack(WaveReverted event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set phase = 'REVERTED', ended_at = :at, not_put_back = :refused, failure = null
                         where migration = :migrationId and wave = :wave
                        """)
                .define("table", table)
                .bindMethods(event)
                .bind("at", at)
                .execute());
    }

    /** Why, and under which ticket, stays until something else is said. */
    void ask(WaveEvent event, Asked asked) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set requested_by = :by, asked_reason = coalesce(:reason, asked_reason),
                            ticket = coalesce(:ticket, ticket)
                         where migration = :migration and wave = :wave
                        """)
                .define("table", table)
                .bind("migration", event.migrationId())
                .bind("wave", event.wave())
                .bindMethods(asked)
                .execute());
    }

    void fail(WaveFailed event) {
        database.useHandle(handle -> handle.createUpdate(
                        "update <table> set failure = :cause where migration = :migrationId and wave = :wave")
                .define("table", table)
                .bindMethods(event)
                .execute());
    }
}
