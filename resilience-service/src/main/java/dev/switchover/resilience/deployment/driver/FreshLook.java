package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.claims.ReportTable.Known;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.Obligation;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Asks a node how it stands now, between two regular looks: what it said last may be some seconds old. Where people look
 * after it, their word counts.
 */
@Singleton
public class FreshLook {

    private final DefinitionTable definitions;
    private final ReportTable reports;
    private final Nodes nodes;
    private final Commands commands;

    FreshLook(DefinitionTable definitions, ReportTable reports, Nodes nodes, Commands commands) {
        this.definitions = definitions;
        this.reports = reports;
        this.nodes = nodes;
        this.commands = commands;
    }

    /** The deployment knows afterwards what the node says; takes as long as a node may take to answer. */
    public void at(DeploymentId id, NodeId node) {
        var definition = definitions.get(id).definition();
        var access = definition.access(node).orElseThrow();
        if (access instanceof Access.Manual) {
            return;
        }
        var said = nodes.look(new Place(id, node, access)).orElseThrow(() -> silent(node));
        tell(id, node, said, definition);
    }

    /** The deployment knows afterwards what is shown of the node: a look notes it, and tells it a moment later. */
    public void asShown(DeploymentId id, NodeId node) {
        reports.of(id, node)
                .filter(known -> !known.byPerson())
                .map(Known::report)
                .ifPresent(said -> tell(id, node, said, definitions.get(id).definition()));
    }

    /**
     * What was said some seconds ago says nothing of a node in an emergency, nor does it that it was silent then; and whoever
     * is to take over is not refused because others have held up the looks at it.
     */
    public void before(StartSwitchover command) {
        var id = command.deploymentId();
        var definition = definitions.get(id).definition();
        var main = definition.main().id();
        var from = command.direction() == RunKind.FAILOVER ? main : definition.other(main);
        if (command.kind() == SwitchoverKind.EMERGENCY) {
            ask(id, from, definition);
            ask(id, definition.other(from), definition);
        } else {
            atWhoIsAhead(id, definition.other(from));
        }
    }

    /**
     * Who takes data over and is further than the other may only have been asked later: it is asked first now, and is ahead
     * if it still is. Nobody is asked where it is not further.
     */
    public void atWhoIsAhead(DeploymentId id, NodeId to) {
        var definition = definitions.get(id).definition();
        if (definition.isNode(to) && isFurther(id, to, definition)) {
            ask(id, to, definition);
            ask(id, definition.other(to), definition);
        }
    }

    private boolean isFurther(DeploymentId id, NodeId to, Definition definition) {
        var here = position(id, to, definition);
        var there = position(id, definition.other(to), definition);
        return here.isPresent() && there.isPresent() && here.get() > there.get();
    }

    private Optional<Long> position(DeploymentId id, NodeId node, Definition definition) {
        return reports.of(id, node)
                .flatMap(known -> Optional.ofNullable(known.report()))
                .flatMap(said -> said.of(definition.has(Group.DATA) ? Group.DATA : definition.primary()))
                .flatMap(said -> Optional.ofNullable(said.position()));
    }

    /** The deployment knows afterwards whether the node is there that somebody says is cut off. */
    public void atWhoIsCutOff(DeploymentId id, NodeId node) {
        var definition = definitions.get(id).definition();
        if (definition.isNode(node)) {
            ask(id, node, definition);
        }
    }

    /** As {@link #atWhoIsCutOff}, of a node that is owed to be proven stopped; of nobody else. */
    public void beforeProof(DeploymentId id, String obligation) {
        if (Obligation.isStop(obligation)) {
            atWhoIsCutOff(id, Obligation.stopped(obligation));
        }
    }

    private void ask(DeploymentId id, NodeId node, Definition definition) {
        var access = definition.access(node).orElseThrow();
        if (!(access instanceof Access.Manual)) {
            nodes.look(new Place(id, node, access)).ifPresent(said -> tell(id, node, said, definition));
        }
    }

    private void tell(DeploymentId id, NodeId node, NodeReport said, Definition definition) {
        if (nodes.isNews(id, node, said, definition.groups())) {
            commands.send(new ReportNode(id, node, said, false));
        }
    }

    private static Rejection silent(NodeId node) {
        return Rejection.conflict(
                        "node-silent", "Node " + node + " does not answer, so nobody knows how it stands now.")
                .remedy(
                        "See to why it does not answer, the deployment's trouble says it, and press again; or switch over.");
    }
}
