package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.gate.Attestation;
import dev.switchover.resilience.deployment.claims.ReportTable.Known;
import dev.switchover.resilience.deployment.domain.Deployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ChangeDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.DefineDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ProveObligation;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.RetireDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StartServices;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StopServices;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.Facts;
import dev.switchover.resilience.deployment.domain.Facts.Seen;
import dev.switchover.resilience.deployment.domain.Preview;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AttestFence;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.Presence;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/** Commands whose gates look at what nodes said: the facts are read in the command's transaction. */
@Singleton
public class DeploymentCommands {

    private final Aggregates aggregates;
    private final DefinitionTable definitions;
    private final Machines machines;
    private final ReportTable reports;
    private final WatchConfig watch;
    private final ReplicationConfig replication;
    private final Clock clock;

    DeploymentCommands(
            Aggregates aggregates,
            DefinitionTable definitions,
            Machines machines,
            ReportTable reports,
            WatchConfig watch,
            ReplicationConfig replication,
            Clock clock) {
        this.aggregates = aggregates;
        this.definitions = definitions;
        this.machines = machines;
        this.reports = reports;
        this.watch = watch;
        this.replication = replication;
        this.clock = clock;
    }

    /** Asks what a command would do; decides as the command itself would, and changes nothing. */
    public record Try(Object command) {}

    /** True if it is new. */
    @CommandHandler
    boolean handle(DefineDeployment command) throws Exception {
        definitions.lockAll(); // of two alike the later one finds the first
        definitions.unlessRetired(command.deploymentId());
        if (definitions.find(command.deploymentId()).isPresent()) {
            load(command.deploymentId()).execute(it -> it.decide(command));
            return false;
        }
        machines.unlessTaken(command.deploymentId(), command.definition());
        aggregates.of(Deployment.class).newInstance(() -> new Deployment(command));
        return true;
    }

    @CommandHandler
    void handle(ChangeDeployment command) {
        machines.unlessTaken(command.deploymentId(), command.definition());
        locked(command.deploymentId()).execute(it -> it.decide(command, Machine::withUser));
    }

    @CommandHandler
    void handle(RetireDeployment command) {
        locked(command.deploymentId()).execute(it -> it.decide(command));
    }

    @CommandHandler
    int handle(StartServices command) {
        var deployment = locked(command.deploymentId());
        var facts = facts(command.deploymentId(), command.attestations());
        return deployment.invoke(it -> it.decide(command, facts));
    }

    @CommandHandler
    int handle(StopServices command) {
        var deployment = locked(command.deploymentId());
        var facts = facts(command.deploymentId(), List.of());
        return deployment.invoke(it -> it.decide(command, facts));
    }

    @CommandHandler
    int handle(StartSwitchover command) {
        var deployment = locked(command.deploymentId());
        var facts = facts(command.deploymentId(), command.attestations());
        return deployment.invoke(it -> it.decide(command, facts));
    }

    @CommandHandler
    void handle(ReportStep command) {
        var deployment = load(command.deploymentId());
        var facts = facts(command.deploymentId(), List.of());
        deployment.execute(it -> it.decide(command, facts));
    }

    @CommandHandler
    void handle(ReportNode command) {
        var deployment = load(command.deploymentId());
        var facts = facts(command.deploymentId(), List.of());
        deployment.execute(it -> it.decide(command, facts));
    }

    @CommandHandler
    void handle(AttestFence command) {
        var deployment = locked(command.deploymentId());
        var facts = facts(command.deploymentId(), List.of());
        deployment.execute(it -> it.decide(command, facts));
    }

    @CommandHandler
    void handle(ProveObligation command) {
        var deployment = locked(command.deploymentId());
        var facts = facts(command.deploymentId(), List.of());
        deployment.execute(it -> it.decide(command, facts));
    }

    @CommandHandler
    Preview handle(Try trial) {
        return switch (trial.command()) {
            case StartServices start ->
                preview(start.deploymentId(), start.attestations(), (it, facts) -> it.preview(start, facts));
            case StopServices stop -> preview(stop.deploymentId(), List.of(), (it, facts) -> it.preview(stop, facts));
            case StartSwitchover start ->
                preview(start.deploymentId(), start.attestations(), (it, facts) -> it.preview(start, facts));
            default -> throw new IllegalArgumentException("no dry run of " + trial.command());
        };
    }

    /** How a deployment would take a command. */
    private interface Trial {
        Preview of(Deployment deployment, Facts facts);
    }

    private Preview preview(DeploymentId id, List<Attestation> attestations, Trial trial) {
        definitions.get(id);
        var facts = facts(id, attestations);
        return load(id).invoke(it -> trial.of(it, facts));
    }

    private Facts facts(DeploymentId id, List<Attestation> attestations) {
        var known = reports.of(id);
        var seen = known.stream()
                .flatMap(one -> one.report() == null
                        ? Stream.empty()
                        : Stream.of(new Seen(one.node(), one.report(), one.byPerson())))
                .toList();
        var silent = known.stream()
                .filter(one -> one.trouble() != null && one.presence() == Presence.SILENT)
                .map(Known::node)
                .collect(Collectors.toSet());
        return new Facts(
                clock.instant(),
                seen,
                silent,
                troubles(known, Presence.THERE),
                troubles(known, Presence.UNPROVEN),
                attestations,
                watch.fresh(),
                replication.lag());
    }

    private static Map<NodeId, String> troubles(List<Known> known, Presence presence) {
        var troubles = new HashMap<NodeId, String>();
        for (var one : known) {
            var trouble = one.trouble();
            if (trouble != null && one.presence() == presence) {
                troubles.put(one.node(), trouble.strip());
            }
        }
        return troubles;
    }

    /** First the aggregate, then its row, as every step of a run takes them: the other way round each waits for the other. */
    private Aggregate<Deployment> locked(DeploymentId id) {
        definitions.get(id);
        var deployment = load(id);
        definitions.lock(id);
        return deployment;
    }

    private Aggregate<Deployment> load(DeploymentId id) {
        return aggregates.of(Deployment.class).load(id.toString());
    }
}
