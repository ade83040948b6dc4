package dev.switchover.migration.migration.claims;

import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.Prediction;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import dev.switchover.migration.migration.domain.RemovalStep;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * How long past removals took, and so how long the next will take: what the document promises, until there are enough own
 * runs.
 */
@Singleton
class RemovalRuns {

    private final Jdbi database;

    RemovalRuns(Jdbi database) {
        this.database = database;
    }

    void start(SourceRemovalStarted event, Instant at) {
        database.useHandle(handle ->
                handle.createUpdate("""
                        insert into claims.removal_run (migration, removal, started_at)
                        values (:migrationId, :removal, :at)
                        """).bindMethods(event).bind("at", at).execute());
    }

    /** Nobody may change settings from the suspension of management until it is handed over. */
    void stepDone(RemovalStepDone event, Instant at) {
        if (event.step() == RemovalStep.SUSPEND_MANAGEMENT) {
            set("suspended_at = :at", event.migrationId(), event.removal(), at);
        }
        if (event.step() == RemovalStep.HAND_OVER) {
            set("gap = :at - suspended_at", event.migrationId(), event.removal(), at);
        }
    }

    void end(SourceRemoved event, Instant at) {
        set("work = :at - started_at", event.migrationId(), event.removal(), at);
    }

    void outage(OutageStated event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.removal_run set outage = :outage
                         where migration = :migrationId
                           and removal = (select max(removal) from claims.removal_run where migration = :migrationId)
                        """).bindMethods(event).execute());
    }

    List<Prediction> predictions() {
        return database.withHandle(
                handle -> handle.createQuery("""
                        select count(work) as works, percentile_cont(0.5) within group (order by work) as work,
                               count(gap) as gaps, percentile_cont(0.5) within group (order by gap) as gap,
                               count(outage) as outages, percentile_cont(0.5) within group (order by outage) as outage
                          from claims.removal_run where work is not null
                        """).mapTo(Medians.class).one().predictions());
    }

    private void set(String change, Object migration, int removal, Instant at) {
        database.useHandle(handle -> handle.createUpdate("update claims.removal_run set " + change
                        + " where migration = :migration and removal = :removal")
                .bind("migration", migration)
                .bind("removal", removal)
                .bind("at", at)
                .execute());
    }

    record Medians(
            int works,
            @Nullable Duration work,
            int gaps,
            @Nullable Duration gap,
            int outages,
            @Nullable Duration outage) {

        List<Prediction> predictions() {
            return Prediction.DOCUMENT.stream().map(this::own).toList();
        }

        private Prediction own(Prediction documented) {
            return switch (documented.what()) {
                case Prediction.WORK_TIME -> documented.orMedian(work, works);
                case Prediction.MANAGEMENT_GAP -> documented.orMedian(gap, gaps);
                case Prediction.OUTAGE -> documented.orMedian(outage, outages);
                default -> documented;
            };
        }
    }
}
