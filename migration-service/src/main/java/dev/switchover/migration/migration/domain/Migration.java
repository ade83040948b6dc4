package dev.switchover.migration.migration.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.AbortMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.AttestGate;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationCommand.EndAbort;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StartMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StateOutage;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.GateAttested;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationAborted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationCompleted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.OutageStated;
import dev.switchover.migration.migration.domain.MigrationEvent.SourceDecommissioned;
import dev.switchover.migration.migration.domain.RemovalCommand.CancelRemoval;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.DoubtRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.RetryRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.RemovalEvent.PointOfNoReturnPassed;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalCancelled;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalInDoubt;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepDone;
import dev.switchover.migration.migration.domain.RemovalEvent.RemovalStepStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemovalStarted;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import dev.switchover.migration.migration.domain.WaveCommand.CompleteWave;
import dev.switchover.migration.migration.domain.WaveCommand.ConfirmWave;
import dev.switchover.migration.migration.domain.WaveCommand.PlanWave;
import dev.switchover.migration.migration.domain.WaveCommand.RecordAnnounced;
import dev.switchover.migration.migration.domain.WaveCommand.RecordReverted;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import dev.switchover.migration.migration.domain.WaveEvent.WaveAnnounced;
import dev.switchover.migration.migration.domain.WaveEvent.WaveCompleted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveConfirmed;
import dev.switchover.migration.migration.domain.WaveEvent.WaveFailed;
import dev.switchover.migration.migration.domain.WaveEvent.WaveRevertStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveReverted;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;

/**
 * One migration, from plan to the end of the source. {@code decide} refuses or applies; {@code evolve} remembers. What
 * gates guard, or what also concerns the cluster or its customers, comes through the claims room.
 */
@AggregateRoot(type = "Migration")
public class Migration {

    static final List<String> LEFT_BY_ABORT = List.of(
            "the target is still in the cluster and replicates",
            "suppliers still admit the target's address",
            "registrations and routes stay where they are: move them back one by one",
            "DNS zones and lowered TTLs are as they are");

    @AggregateIdentifier
    private MigrationId id;

    private MigrationState state;

    /** For Axon, which then replays the events. */
    @SuppressWarnings("NullAway.Init")
    Migration() {}

    @SuppressWarnings("NullAway.Init") // the event sets them
    public Migration(PlanMigration command) {
        apply(Plan.checked(command));
    }

    /** The same again changes nothing; other content under the same id is refused. */
    public void decide(PlanMigration command) {
        if (!Plan.same(Plan.checked(command), state.plan())) {
            throw Rejection.conflict("migration-exists", "Migration " + id.value() + " is planned with other content.");
        }
    }

    @CommandHandler
    void decide(StartMigration command) {
        if (state.phase() == Phase.RUNNING) {
            return; // asked twice: fine
        }
        state.mustBe(Phase.PLANNED, "start");
        var plan = state.plan();
        if (plan.warning() != null && !command.acceptWarnings()) {
            throw Rejection.conflict("plan-warns", plan.warning())
                    .remedy("Prolong the contract, or start with acceptWarnings true.");
        }
        apply(new MigrationStarted(id, plan.cluster(), plan.source(), plan.target()));
    }

    @CommandHandler
    void decide(AttestGate command) {
        var gate = MigrationGate.find(command.gate())
                .orElseThrow(() -> Rejection.notFound("gate-not-found", "There is no gate " + command.gate() + "."));
        if (!gate.attestable()) {
            throw Rejection.conflict("gate-not-attestable", "Gate " + gate.id() + " is measured, not attested.");
        }
        requireText("evidence", command.evidence());
        if (!state.phase().active()) {
            throw state.notAllowed("attest a gate of");
        }
        apply(new GateAttested(id, new Attestation(gate.id(), command.evidence(), command.by(), command.at())));
    }

    public void decide(AbortMigration command) {
        requireText("reason", command.reason());
        switch (state.phase()) {
            case PLANNED -> {
                apply(new AbortStarted(id, command.reason()));
                endAbort(0, 0, List.of());
            }
            case RUNNING -> abort(command.reason());
            case REMOVING -> {
                cancel(command.reason(), "abort");
                abort(command.reason());
            }
            case ABORTING, ABORTED -> {} // asked twice: fine
            case COMPLETED, DECOMMISSIONED -> throw state.notAllowed("abort");
        }
    }

    @CommandHandler
    void decide(EndAbort command) {
        if (state.phase() == Phase.ABORTING) {
            endAbort(command.restored(), command.refused(), LEFT_BY_ABORT);
        }
    }

    /** Fixes the members the claims room has counted. */
    public void decide(PlanWave command, WaveMembers members) {
        if (state.phase() != Phase.PLANNED && state.phase() != Phase.RUNNING) {
            throw state.notAllowed("plan a wave of");
        }
        state.waves().plan(command, members).ifPresent(Migration::happened);
    }

    public void decide(StartWave command, Gates gates) {
        state.mustBe(Phase.RUNNING, "start a wave of");
        state.waves().start(command, gates).ifPresent(Migration::happened);
    }

    @CommandHandler
    void decide(RecordAnnounced command) {
        if (state.waves().isAnnouncing(command.wave())) {
            apply(new WaveAnnounced(id, command.wave(), command.announced(), command.refused()));
        }
    }

    @CommandHandler
    void decide(ConfirmWave command) {
        state.mustBe(Phase.RUNNING, "confirm a wave of");
        requireText("evidence", command.evidence());
        state.waves().refuseConfirming(command.wave());
        apply(new WaveConfirmed(id, command.wave(), command.evidence(), command.by(), command.at()));
    }

    @CommandHandler
    void decide(CompleteWave command) {
        if (state.waves().isAnnounced(command.wave())) {
            apply(new WaveCompleted(id, command.wave(), command.moved()));
        }
    }

    @CommandHandler
    void decide(RevertWave command) {
        state.mustBe(Phase.RUNNING, "revert a wave of");
        requireText("reason", command.reason());
        if (state.waves().toRevert(command.wave())) {
            apply(new WaveRevertStarted(id, command.wave(), command.reason()));
        }
    }

    @CommandHandler
    void decide(RecordReverted command) {
        if (state.waves().isReverting(command.wave())) {
            apply(new WaveReverted(id, command.wave(), command.reverted(), command.refused()));
        }
    }

    @CommandHandler
    void decide(RecordWaveFailure command) {
        if (state.waves().isAnnouncing(command.wave()) || state.waves().isReverting(command.wave())) {
            apply(new WaveFailed(id, command.wave(), command.cause(), command.left()));
        }
    }

    public void decide(StartRemoval command, Gates gates) {
        if (state.phase() == Phase.REMOVING) {
            return; // asked twice: fine
        }
        state.mustBe(Phase.RUNNING, "remove the source of");
        Rejection.unlessAllPass(gates);
        var plan = state.plan();
        var number = state.removal().number() + 1;
        apply(new SourceRemovalStarted(id, number, plan.cluster(), plan.source(), plan.target(), command.by(), gates));
        begin(RemovalStep.PREPARE);
    }

    /** True if something new happened, so that the cluster has to follow. */
    public boolean decide(ConfirmRemovalStep command) {
        if (state.phase() != Phase.REMOVING && state.phase() != Phase.COMPLETED) {
            throw state.notAllowed("confirm a step of the removal of");
        }
        if (!state.removal().confirms(command)) {
            return false; // asked twice: fine
        }
        end(command.step(), command.evidence(), command.by());
        switch (command.step()) {
            case PREPARE -> {
                begin(RemovalStep.SUSPEND_MANAGEMENT);
                end(RemovalStep.SUSPEND_MANAGEMENT, "the check for the proxy refuses the source", command.by());
                begin(RemovalStep.RELEASE);
            }
            case RELEASE -> {
                var plan = state.plan();
                apply(new PointOfNoReturnPassed(id, state.removal().number(), plan.cluster(), plan.source()));
                begin(RemovalStep.DELETE_SOURCE);
            }
            case DELETE_SOURCE -> handOver(command.by());
            case SUSPEND_MANAGEMENT, HAND_OVER -> throw new IllegalStateException("not a person's step");
        }
        return true;
    }

    /** What was set aside when the removal began stays so until it ends. */
    public Set<String> overriddenForRemoval() {
        return Set.copyOf(state.removal().overridden());
    }

    public void decide(CancelRemoval command) {
        if (state.phase() == Phase.RUNNING && state.removal().number() > 0) {
            return; // asked twice: fine
        }
        state.mustBe(Phase.REMOVING, "cancel the removal of the source of");
        cancel(command.reason(), command.by());
    }

    @CommandHandler
    void decide(DoubtRemovalStep command) {
        var removal = state.removal();
        if (removal.number() == command.removal() && removal.open() == command.step() && !removal.inDoubt()) {
            apply(new RemovalInDoubt(id, removal.number(), command.step()));
        }
    }

    @CommandHandler
    void decide(RetryRemovalStep command) {
        var open = state.removal().open();
        if (open == null || !state.removal().inDoubt()) {
            throw Rejection.conflict("removal-not-in-doubt", "No step of the removal is in doubt.");
        }
        begin(open);
    }

    @CommandHandler
    void decide(StateOutage command) {
        if (state.removal().number() == 0) {
            throw state.notAllowed("state the outage of");
        }
        requireText("evidence", command.evidence());
        if (command.outage().isNegative()) {
            throw Rejection.invalid("outage-negative", "An outage lasts some time, or none.")
                    .at("outage", "PT0S or more", command.outage());
        }
        apply(new OutageStated(id, command.outage(), command.evidence(), command.by()));
    }

    public void decide(Decommission command, Gates gates) {
        if (state.phase() == Phase.DECOMMISSIONED) {
            return; // asked twice: fine
        }
        state.mustBe(Phase.COMPLETED, "decommission the source of");
        Rejection.unlessAllPass(gates);
        var plan = state.plan();
        apply(new SourceDecommissioned(id, plan.cluster(), plan.source(), command.by(), gates));
    }

    @EventSourcingHandler
    void evolve(MigrationEvent event) {
        id = event.migrationId();
        state = event instanceof MigrationPlanned planned ? MigrationState.planned(planned) : state.after(event);
    }

    @EventSourcingHandler
    void evolve(WaveEvent event) {
        state = state.after(event);
    }

    @EventSourcingHandler
    void evolve(RemovalEvent event) {
        state = state.after(event);
    }

    private void abort(String reason) {
        apply(new AbortStarted(id, reason));
    }

    private void endAbort(int restored, int refused, List<String> left) {
        var plan = state.plan();
        apply(new MigrationAborted(
                id, plan.cluster(), plan.source(), plan.target(), state.abortReason(), restored, refused, left));
    }

    private void cancel(String reason, String by) {
        requireText("reason", reason);
        var removal = state.removal();
        if (removal.noReturn()) {
            throw Rejection.conflict("point-of-no-return", "The removal of the source is past the point of no return.")
                    .remedy("Finish the removal; what is wrong on the target is repaired there.");
        }
        apply(new RemovalCancelled(id, removal.number(), removal.open(), reason, by, removal.toRestore()));
    }

    private void handOver(String by) {
        begin(RemovalStep.HAND_OVER);
        end(RemovalStep.HAND_OVER, "management is on the target, with a higher epoch", by);
        var plan = state.plan();
        apply(new SourceRemoved(id, state.removal().number(), plan.cluster(), plan.source(), plan.target()));
        apply(new MigrationCompleted(id, plan.cluster(), plan.source(), plan.target()));
    }

    private void begin(RemovalStep step) {
        apply(new RemovalStepStarted(id, state.removal().number(), step, step.compensation()));
    }

    private void end(RemovalStep step, String evidence, String by) {
        apply(new RemovalStepDone(id, state.removal().number(), step, evidence, by));
    }

    private static void happened(Object event) {
        apply(event);
    }

    private static void requireText(String field, String text) {
        if (text.isBlank()) {
            throw Rejection.invalid(field + "-missing", "Say more: the " + field + " is empty.")
                    .at(field, "not blank", "");
        }
    }
}
