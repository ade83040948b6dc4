package dev.switchover.migration.migration.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalInDoubt;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.RemovalStep;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes views.removal and views.removal_step. */
public class RemovalTable {

    private static final String WHERE = " where migration = :migration and removal = :removal";

    private final Jdbi database;
    private final Json json;
    private final String removals;
    private final String steps;

    public RemovalTable(Jdbi database, Json json, ViewTables tables) {
        this.database = database;
        this.json = json;
        this.removals = tables.name("removal");
        this.steps = tables.name("removal_step");
    }

    void insert(SourceRemovalStarted event, Instant at, Asked asked) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (migration, removal, state, started_at, started_by, asked_reason, ticket,
                            gates)
                        values (:migrationId, :removal, 'WAITING', :at, :by, :askedReason, :ticket,
                            cast(:json as jsonb))
                        on conflict (migration, removal) do nothing
                        """)
                .define("table", removals)
                .bindMethods(event)
                .bind("json", json.write(event.gates()))
                .bind("askedReason", asked.reason())
                .bind("ticket", asked.ticket())
                .bind("at", at)
                .execute());
    }

    void begin(RemovalStepStarted event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (migration, removal, step, position, compensation, started_at)
                        values (:migrationId, :removal, :name, :position, :compensation, :at)
                        on conflict (migration, removal, step) do update set in_doubt = false
                        """)
                .define("table", steps)
                .bindMethods(event)
                .bind("name", event.step().id())
                .bind("position", event.step().position())
                .bind("at", at)
                .execute());
        set(event, "outcome = null", at);
    }

    void end(RemovalStepDone event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set ended_at = :at, evidence = :evidence, confirmed_by = :by, in_doubt = false
                         where migration = :migrationId and removal = :removal and step = :name
                        """)
                .define("table", steps)
                .bindMethods(event)
                .bind("name", event.step().id())
                .bind("at", at)
                .execute());
        if (event.step() == RemovalStep.SUSPEND_MANAGEMENT) {
            set(event, "suspended_at = :at", at);
        }
        if (event.step() == RemovalStep.HAND_OVER) {
            set(event, "handed_over_at = :at", at);
        }
    }

    void passNoReturn(RemovalEvent event, Instant at) {
        set(event, "no_return_at = :at", at);
    }

    void doubt(RemovalInDoubt event) {
        database.useHandle(
                handle -> handle.createUpdate("update <table> set in_doubt = true" + WHERE + " and step = :name")
                        .define("table", steps)
                        .bind("migration", event.migrationId())
                        .bind("removal", event.removal())
                        .bind("name", event.step().id())
                        .execute());
        set(event, "outcome = 'IN_DOUBT'", null);
    }

    void close(RemovalEvent event, String outcome, @Nullable String reason, Instant at) {
        database.useHandle(handle -> handle.createUpdate(
                        "update <table> set state = 'ENDED', outcome = :outcome, reason = :reason, ended_at = :at"
                                + WHERE)
                .define("table", removals)
                .bind("migration", event.migrationId())
                .bind("removal", event.removal())
                .bind("outcome", outcome)
                .bind("reason", reason)
                .bind("at", at)
                .execute());
    }

    void outage(OutageStated event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set outage = :outage, outage_evidence = :evidence, outage_by = :by
                         where migration = :migrationId
                           and removal = (select max(removal) from <table> where migration = :migrationId)
                        """)
                .define("table", removals)
                .bindMethods(event)
                .execute());
    }

    private void set(RemovalEvent event, String change, @Nullable Instant at) {
        database.useHandle(handle -> {
            var update = handle.createUpdate("update <table> set " + change + WHERE)
                    .define("table", removals)
                    .bind("migration", event.migrationId())
                    .bind("removal", event.removal());
            (change.contains(":at") ? update.bind("at", at) : update).execute();
        });
    }
}
