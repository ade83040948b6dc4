package dev.switchover.migration.migration.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.migration.domain.MigrationEvent.ContractEndCorrected;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationAborted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationId;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Writes views.migration. */
public class MigrationTable {

    private final Jdbi database;
    private final Json json;
    private final String table;

    public MigrationTable(Jdbi database, Json json, ViewTables tables) {
        this.database = database;
        this.json = json;
        this.table = tables.name("migration");
    }

    void insert(MigrationPlanned event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (migration, version, kind, cluster, source, target, phase, reason,
                            hoster_contract_end, planned_end, drain_time, predictions, predicted_end, warning, planned_at)
                        values (:migrationId, 0, :kind, :cluster, :source, :target, 'PLANNED', :reason,
                            :hosterContractEnd, :plannedEnd, :drain, cast(:json as jsonb), :predictedEnd, :warning, :at)
                        on conflict (migration) do nothing
                        """)
                .define("table", table)
                .bindMethods(event)
                .bind("json", json.write(event.predictions()))
                .bind("at", at)
                .execute());
    }

    void correct(ContractEndCorrected event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set hoster_contract_end = :hosterContractEnd, warning = :warning
                         where migration = :migrationId
                        """)
                .define("table", table)
                .bindMethods(event)
                .execute());
    }

    /** A ticket stays until another is named. */
    void ask(MigrationId migration, Asked asked) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set requested_by = :by, ticket = coalesce(:ticket, ticket)
                         where migration = :migration
                        """)
                .define("table", table)
                .bind("migration", migration)
                .bindMethods(asked)
                .execute());
    }

    void version(MigrationId migration, long version) {
        set(migration, "version = :value", Map.of("value", version));
    }

    void enter(MigrationId migration, String phase) {
        set(migration, "phase = :value", Map.of("value", phase));
    }

    void start(MigrationId migration, Instant at) {
        set(migration, "phase = 'RUNNING', started_at = :value", Map.of("value", at));
    }

    void complete(MigrationId migration, Instant at) {
        set(migration, "phase = 'COMPLETED', ended_at = :value", Map.of("value", at));
    }

    void decommission(MigrationId migration, Instant at) {
        set(migration, "phase = 'DECOMMISSIONED', decommissioned_at = :value", Map.of("value", at));
    }

    void abort(MigrationId migration, String reason) {
        set(migration, "phase = 'ABORTING', abort_reason = :value", Map.of("value", reason));
    }

    void abort(MigrationAborted event, Instant at) {
        set(
                event.migrationId(),
                """
                phase = 'ABORTED', ended_at = :at, restored = :restored, not_restored = :refused,
                left_over = cast(:left as jsonb)
                """,
                Map.of(
                        "at", at,
                        "restored", event.restored(),
                        "refused", event.refused(),
                        "left", json.write(event.left())));
    }

    private void set(MigrationId migration, String change, Map<String, @Nullable Object> values) {
        database.useHandle(handle -> {
            Update update = handle.createUpdate("update <table> set " + change + " where migration = :migration");
            update.define("table", table)
                    .bind("migration", migration)
                    .bindMap(values)
                    .execute();
        });
    }
}
