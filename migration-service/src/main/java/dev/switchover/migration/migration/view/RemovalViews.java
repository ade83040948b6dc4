package dev.switchover.migration.migration.view;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.OperationId;
import dev.switchover.migration.migration.domain.Prediction;
import dev.switchover.migration.migration.domain.RemovalStep;
import dev.switchover.migration.migration.view.RemovalStatus.Step;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads the views of removals. */
@Singleton
public class RemovalViews {

    private final Jdbi database;
    private final Json json;

    RemovalViews(Jdbi database, Json json) {
        this.database = database;
        this.json = json;
    }

    record Row(
            String migration,
            int removal,
            String state,
            @Nullable String outcome,
            @Nullable String reason,
            Instant startedAt,
            String startedBy,
            @Nullable String askedReason,
            @Nullable String ticket,
            @Nullable Instant noReturnAt,
            @Nullable Instant suspendedAt,
            @Nullable Instant handedOverAt,
            @Nullable Instant endedAt,
            @Nullable Duration outage,
            @Nullable String outageEvidence,
            String gates) {}

    record StepRow(
            String step,
            String compensation,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String evidence,
            @Nullable String confirmedBy,
            boolean inDoubt) {}

    Optional<RemovalStatus> last(String migration, List<Prediction> predictions) {
        return find(migration, null, predictions);
    }

    /** The removal of that number. */
    public Optional<RemovalStatus> find(MigrationId migration, int removal) {
        return find(migration.value(), removal, Prediction.DOCUMENT);
    }

    private Optional<RemovalStatus> find(String migration, @Nullable Integer removal, List<Prediction> predictions) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from views.removal
                         where migration = :migration and (cast(:removal as integer) is null or removal = :removal)
                         order by removal desc limit 1
                        """)
                .bind("migration", migration)
                .bind("removal", removal)
                .mapTo(Row.class)
                .findOne()
                .map(row -> status(handle, row, predictions)));
    }

    private RemovalStatus status(Handle handle, Row row, List<Prediction> predictions) {
        var work = "SUCCEEDED".equals(row.outcome()) ? between(row.startedAt(), row.endedAt()) : null;
        return new RemovalStatus(
                row.removal(),
                OperationId.of(new MigrationId(row.migration()), row.removal()).value(),
                row.state(),
                row.outcome(),
                row.reason(),
                row.startedAt(),
                row.startedBy(),
                row.askedReason(),
                row.ticket(),
                row.noReturnAt(),
                row.endedAt(),
                steps(handle, row),
                Figure.measured(Prediction.of(Prediction.WORK_TIME, predictions), work),
                Figure.measured(
                        Prediction.of(Prediction.MANAGEMENT_GAP, predictions),
                        between(row.suspendedAt(), row.handedOverAt())),
                Figure.stated(Prediction.of(Prediction.OUTAGE, predictions), row.outage(), row.outageEvidence()),
                json.read(row.gates(), new TypeReference<JsonNode>() {}));
    }

    private static List<Step> steps(Handle handle, Row row) {
        return handle.createQuery("""
                        select * from views.removal_step
                         where migration = :migration and removal = :removal order by position
                        """)
                .bind("migration", row.migration())
                .bind("removal", row.removal())
                .mapTo(StepRow.class)
                .map(step -> new Step(
                        step.step(),
                        RemovalStep.of(step.step()).manual(),
                        state(step, row),
                        step.compensation(),
                        step.startedAt(),
                        step.endedAt(),
                        step.evidence(),
                        step.confirmedBy()))
                .list();
    }

    private static String state(StepRow step, Row removal) {
        if (step.endedAt() != null) {
            return "SUCCEEDED";
        }
        if (removal.endedAt() != null) {
            return "ABORTED";
        }
        return step.inDoubt() ? "IN_DOUBT" : "WAITING";
    }

    private static @Nullable Duration between(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null ? null : Duration.between(from, to);
    }
}
