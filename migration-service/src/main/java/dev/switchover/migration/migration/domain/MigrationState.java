package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.ContractEndCorrected;
import dev.switchover.migration.migration.domain.MigrationEvent.GateAttested;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationAborted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationCompleted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.MigrationEvent.SourceDecommissioned;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import java.util.List;

/** Where a migration stands: no more than its decisions need to know. */
record MigrationState(MigrationPlanned plan, Phase phase, Waves waves, Removal removal, String abortReason) {

    static MigrationState planned(MigrationPlanned plan) {
        return new MigrationState(plan, Phase.PLANNED, Waves.NONE, Removal.NONE, "");
    }

    MigrationState after(MigrationEvent event) {
        return switch (event) {
            case MigrationPlanned planned -> planned(planned);
            case ContractEndCorrected it ->
                new MigrationState(Plan.corrected(plan, it), phase, waves, removal, abortReason);
            case MigrationStarted started -> in(Phase.RUNNING);
            case GateAttested attested -> this;
            case AbortStarted aborting -> new MigrationState(plan, Phase.ABORTING, waves, removal, aborting.reason());
            case MigrationAborted aborted -> new MigrationState(plan, Phase.ABORTED, waves, removal, aborted.reason());
            case MigrationCompleted completed -> in(Phase.COMPLETED);
            case OutageStated stated -> this;
            case SourceDecommissioned decommissioned -> in(Phase.DECOMMISSIONED);
        };
    }

    MigrationState after(WaveEvent event) {
        return new MigrationState(plan, phase, waves.after(event), removal, abortReason);
    }

    MigrationState after(RemovalEvent event) {
        var next = event instanceof SourceRemovalStarted
                ? Phase.REMOVING
                : event instanceof RemovalCancelled ? Phase.RUNNING : phase;
        return new MigrationState(plan, next, waves, removal.after(event), abortReason);
    }

    void mustBe(Phase wanted, String action) {
        if (phase != wanted) {
            throw notAllowed(action);
        }
    }

    /** What can be done now. */
    String next() {
        return phase.next(plan.migrationId(), removal.noReturn());
    }

    Rejection notAllowed(String action) {
        return Rejection.conflict(
                        "migration-in-wrong-state",
                        "Cannot %s migration %s: it is %s."
                                .formatted(action, plan.migrationId().value(), phase))
                .at("migration", "in a phase that allows to " + action, phase, next())
                .remedy(next());
    }

    /** Asked twice is fine; another reason would not be kept. */
    void demandAbortedFor(String reason) {
        if (!reason.equals(abortReason)) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "Migration %s is %s already, for another reason."
                                    .formatted(plan.migrationId().value(), phase))
                    .differs("reason", abortReason, reason)
                    .remedy("Nothing to do: the first reason stands.");
        }
    }

    /** How the abort under way ends. */
    MigrationAborted aborted(int restored, int refused, List<String> left) {
        return new MigrationAborted(
                plan.migrationId(), plan.cluster(), plan.source(), plan.target(), abortReason, restored, refused, left);
    }

    private MigrationState in(Phase next) {
        return new MigrationState(plan, next, waves, removal, abortReason);
    }
}
