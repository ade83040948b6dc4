package dev.switchover.migration.migration.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.migration.domain.MigrationCommand.AbortMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.AttestGate;
import dev.switchover.migration.migration.domain.MigrationCommand.CorrectContractEnd;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationCommand.EndAbort;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StartMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StateOutage;
import dev.switchover.migration.migration.domain.MigrationEvent.AbortStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationCompleted;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationStarted;
import dev.switchover.migration.migration.domain.MigrationEvent.SourceDecommissioned;
import dev.switchover.migration.migration.domain.RemovalCommand.CancelRemoval;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.DoubtRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.RetryRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.RemovalEvent.SourceRemoved;
import dev.switchover.migration.migration.domain.WaveCommand.ConfirmWave;
import dev.switchover.migration.migration.domain.WaveCommand.EndWave;
import dev.switchover.migration.migration.domain.WaveCommand.PlanWave;
import dev.switchover.migration.migration.domain.WaveCommand.RecordAnnounced;
import dev.switchover.migration.migration.domain.WaveCommand.RecordReverted;
import dev.switchover.migration.migration.domain.WaveCommand.RecordWaveFailure;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import dev.switchover.migration.migration.domain.WaveCommand.WithdrawWave;
import java.util.List;
import java.util.Map;
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

    @AggregateIdentifier
    private MigrationId id;

    private MigrationState state;

    /** For Axon, which then replays the events. */
    @SuppressWarnings("NullAway.Init")
    Migration() {}

    @SuppressWarnings("NullAway.Init") // the event sets them
    public Migration(PlanMigration command, List<Prediction> predictions) {
        apply(Plan.checked(command, predictions));
    }

    /** The same again changes nothing; other content under the same id is refused. */
    public void decide(PlanMigration command) {
        var wanted = Plan.checked(command, List.of());
        if (!Plan.same(wanted, state.plan())) {
            throw Plan.otherwise(state.plan(), wanted);
        }
    }

    @CommandHandler
    void decide(CorrectContractEnd command) {
        if (state.phase() == Phase.ABORTED || state.phase() == Phase.DECOMMISSIONED) {
            throw state.notAllowed("correct");
        }
        Plan.correct(state.plan(), command).ifPresent(Migration::happened);
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
                    .remedy(
                            "Prolong the contract and say so, POST /migrations/%s/correct, or start with acceptWarnings true."
                                    .formatted(id.value()));
        }
        apply(new MigrationStarted(id, plan.cluster(), plan.source(), plan.target()));
    }

    /** Called by the claims room, which knows whether the word would count. */
    public void decide(AttestGate command) {
        var attested = MigrationGate.attested(command);
        if (!state.phase().stillGuards(attested.attestation().gate())) {
            throw state.notAllowed("attest a gate of");
        }
        apply(attested);
    }

    /** {@code left}: what a migration that was never started leaves, as the claims room has found. */
    public void decide(AbortMigration command, List<String> left) {
        Demand.text("reason", command.reason());
        switch (state.phase()) {
            case PLANNED -> {
                apply(new AbortStarted(id, command.reason()));
                apply(state.aborted(0, 0, left));
            }
            case RUNNING -> apply(new AbortStarted(id, command.reason()));
            case REMOVING -> {
                apply(state.removal().cancel(state.plan(), command.reason(), "abort"));
                apply(new AbortStarted(id, command.reason()));
            }
            case ABORTING, ABORTED -> state.demandAbortedFor(command.reason());
            case COMPLETED, DECOMMISSIONED -> throw state.notAllowed("abort");
        }
    }

    /** {@code left}: what the claims room has found to be left. */
    public void decide(EndAbort command, List<String> left) {
        if (state.phase() == Phase.ABORTING) {
            apply(state.aborted(command.restored(), command.refused(), left));
        }
    }

    /** Fixes the members the claims room has counted. */
    public void decide(PlanWave command, WaveMembers members) {
        if (state.phase() != Phase.PLANNED && state.phase() != Phase.RUNNING) {
            throw state.notAllowed("plan a wave of");
        }
        state.waves().plan(command, members).ifPresent(Migration::happened);
    }

    public void decide(WithdrawWave command) {
        if (!state.phase().active() || state.phase() == Phase.ABORTING) {
            throw state.notAllowed("withdraw a wave of");
        }
        state.waves().withdraw(command).ifPresent(Migration::happened);
    }

    public void decide(StartWave command, Gates gates) {
        state.mustBe(Phase.RUNNING, "start a wave of");
        state.waves().start(command, gates).ifPresent(Migration::happened);
    }

    /** Whether to start the wave changes nothing. */
    public boolean isTold(String wave) {
        return state.waves().isTold(wave);
    }

    @CommandHandler
    void decide(RecordAnnounced command) {
        state.waves().announced(command).ifPresent(Migration::happened);
    }

    @CommandHandler
    void decide(ConfirmWave command) {
        state.mustBe(Phase.RUNNING, "confirm a wave of");
        apply(state.waves().confirm(command));
    }

    public void decide(EndWave command, WaveCount count) {
        state.waves().end(command, count).ifPresent(Migration::happened);
    }

    /** {@code left}: how many the wave has told who are not back. */
    public void decide(RevertWave command, int left) {
        state.mustBe(Phase.RUNNING, "revert a wave of");
        state.waves().revert(command, left).ifPresent(Migration::happened);
    }

    @CommandHandler
    void decide(RecordReverted command) {
        state.waves().reverted(command).ifPresent(Migration::happened);
    }

    @CommandHandler
    void decide(RecordWaveFailure command) {
        state.waves().failed(command).ifPresent(Migration::happened);
    }

    /** {@code setAsideFor}: what each gate that is set aside concerns, as the claims room has found. */
    public void decide(StartRemoval command, Gates gates, Map<String, List<String>> setAsideFor) {
        if (state.phase() == Phase.REMOVING) {
            return; // asked twice: fine
        }
        state.mustBe(Phase.RUNNING, "remove the source of");
        state.waves().demandNobodyAtWork(id);
        state.removal().start(state.plan(), command, gates, setAsideFor).forEach(Migration::happened);
    }

    /** True if something new happened, so that the cluster has to follow. */
    public boolean decide(ConfirmRemovalStep command) {
        if (state.phase() != Phase.REMOVING && state.phase() != Phase.COMPLETED) {
            throw state.notAllowed("confirm a step of the removal of");
        }
        var plan = state.plan();
        var events = state.removal().confirm(plan, command, state.next());
        events.forEach(Migration::happened);
        if (events.stream().anyMatch(SourceRemoved.class::isInstance)) {
            apply(new MigrationCompleted(id, plan.cluster(), plan.source(), plan.target()));
        }
        return !events.isEmpty();
    }

    /** What was set aside when the removal began stays so until it ends, for what it concerned then. */
    public SetAside setAsideForRemoval() {
        return state.removal().setAside(id);
    }

    public void decide(CancelRemoval command) {
        if (state.phase() == Phase.RUNNING && state.removal().number() > 0) {
            state.removal().demandCancelledFor(state.plan(), command.reason());
            return;
        }
        state.mustBe(Phase.REMOVING, "cancel the removal of the source of");
        apply(state.removal().cancel(state.plan(), command.reason(), command.by()));
    }

    @CommandHandler
    void decide(DoubtRemovalStep command) {
        state.removal().doubt(command).ifPresent(Migration::happened);
    }

    @CommandHandler
    void decide(RetryRemovalStep command) {
        apply(state.removal().retry(state.plan(), state.next()));
    }

    @CommandHandler
    void decide(StateOutage command) {
        if (state.removal().number() == 0) {
            throw state.notAllowed("state the outage of");
        }
        apply(Removal.outage(command));
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

    private static void happened(Object event) {
        apply(event);
    }
}
