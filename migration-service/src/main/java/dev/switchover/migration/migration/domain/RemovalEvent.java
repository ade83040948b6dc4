package dev.switchover.migration.migration.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchover.eventstore.StoredAs;
import dev.switchover.kit.gate.Gates;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to the removal of a migration's source; its first and last times are measured by it. */
public sealed interface RemovalEvent {

    MigrationId migrationId();

    int removal();

    /** {@code setAsideFor}: what each gate that was set aside concerned, by name; those of before do not say. */
    @StoredAs("migration.source-removal-started")
    record SourceRemovalStarted(
            MigrationId migrationId,
            int removal,
            String cluster,
            String source,
            String target,
            String by,
            Gates gates,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> setAsideFor)
            implements RemovalEvent {

        public SourceRemovalStarted {
            setAsideFor = setAsideFor == null ? Map.of() : Map.copyOf(setAsideFor);
        }
    }

    /** Stored before the step runs, with what would undo it. */
    @StoredAs("migration.removal-step-started")
    record RemovalStepStarted(MigrationId migrationId, int removal, RemovalStep step, String compensation)
            implements RemovalEvent {}

    @StoredAs("migration.removal-step-done")
    record RemovalStepDone(MigrationId migrationId, int removal, RemovalStep step, String evidence, String by)
            implements RemovalEvent {}

    @StoredAs("migration.point-of-no-return-passed")
    record PointOfNoReturnPassed(MigrationId migrationId, int removal, String cluster, String source)
            implements RemovalEvent {}

    /** Nobody has confirmed the step in time: it may still run. */
    @StoredAs("migration.removal-in-doubt")
    record RemovalInDoubt(MigrationId migrationId, int removal, RemovalStep step) implements RemovalEvent {}

    @StoredAs("migration.removal-cancelled")
    record RemovalCancelled(
            MigrationId migrationId,
            int removal,
            @Nullable RemovalStep open,
            String reason,
            String by,
            List<String> restored)
            implements RemovalEvent {

        public RemovalCancelled {
            restored = List.copyOf(restored);
        }
    }

    /** The source is out of the cluster and management is on the target. */
    @StoredAs("migration.source-removed")
    record SourceRemoved(MigrationId migrationId, int removal, String cluster, String source, String target)
            implements RemovalEvent {}
}
