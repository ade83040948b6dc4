package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.claims.ReportTable.Known;
import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportSilence;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a CC node to the side that owns the deployment now: what it should be comes from the roles, what it is from its own
 * word.
 */
@Singleton
class FollowCc {

    private final Nodes nodes;
    private final RoleTable roles;
    private final ReportTable reports;
    private final FollowTasks tasks;
    private final RepeatedOrders orders;
    private final Commands commands;
    private final WatchConfig config;
    private final Clock clock;

    FollowCc(
            Nodes nodes,
            RoleTable roles,
            ReportTable reports,
            FollowTasks tasks,
            RepeatedOrders orders,
            Commands commands,
            WatchConfig config,
            Clock clock) {
        this.nodes = nodes;
        this.roles = roles;
        this.reports = reports;
        this.tasks = tasks;
        this.orders = orders;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    /** The CC node of the active side serves, the other does not. */
    Duration follow(DeploymentId id, Definition definition, NodeId node, Assigned owner) {
        var place = new Place(id, node, definition.access(node).orElseThrow());
        var active = new NodeId(owner.node());
        var serves =
                definition.ccOf(active).filter(one -> one.id().equals(node)).isPresent();
        var action = serves ? NodeAction.START_SERVICES : NodeAction.STOP_SERVICES;
        var wanted = serves ? ReportedState.ACTIVE : ReportedState.INACTIVE;
        if (place.access() instanceof Access.Manual) {
            byPeople(place, action, wanted, owner, definition.drill());
            return config.every();
        }
        tasks.byOrder(id, node.value()); // it may have been asked by hand before
        var said = nodes.look(place);
        var epoch = FollowOrder.epoch(
                place,
                owner,
                said.flatMap(report -> report.of(Group.SERVICES)),
                roles.owner(id, Group.of(owner.group())));
        var order = FollowOrder.of(place, action, epoch, Map.of());
        if (said.isPresent() && !is(said.get(), wanted)) {
            said = ordered(place, order, said.get());
        }
        if (said.filter(report -> !is(report, wanted)).isEmpty()) {
            orders.settled(place, about -> true); // one that is silent may obey when it answers again
        }
        tell(place, said, false);
        if (said.isEmpty()) {
            silent(id, node);
        }
        var isToFollow = said.filter(report -> !is(report, wanted)).isPresent();
        return isToFollow && orders.wasJustGiven(place, order, Group.SERVICES.id()) ? config.again() : config.every();
    }

    /** Which of the two should serve follows from nothing: it is shown as it is. */
    void look(DeploymentId id, Definition definition, NodeId node) {
        var place = new Place(id, node, definition.access(node).orElseThrow());
        if (place.access() instanceof Access.Manual) {
            tasks.unled(id, node.value());
        } else {
            tasks.byOrder(id, node.value());
            tell(place, nodes.look(place), false);
        }
    }

    private void tell(Place place, Optional<NodeReport> said, boolean byPerson) {
        said.filter(report -> nodes.isNews(place.deployment(), place.node(), report, List.of(Group.SERVICES)))
                .ifPresent(report -> commands.send(new ReportNode(place.deployment(), place.node(), report, byPerson)));
    }

    private Optional<NodeReport> ordered(Place place, ActionOrder order, NodeReport said) {
        var about = Group.SERVICES.id();
        var words = said.of(Group.SERVICES).map(report -> report.state().name()).orElse("nothing");
        if (!orders.isDue(place, order, about, words)) {
            return Optional.of(said);
        }
        orders.give(place, order, about, words);
        return nodes.look(place);
    }

    /** What a person has said of the node counts until he says otherwise, also for a role that is given anew. */
    private void byPeople(Place place, NodeAction action, ReportedState wanted, Assigned owner, boolean drill) {
        var id = place.deployment();
        var node = place.node();
        var said = reports.of(id, node)
                .filter(ReportTable.Known::byPerson)
                .map(ReportTable.Known::report)
                .filter(report -> is(report, wanted));
        if (said.isEmpty()) {
            tasks.cc(id, node, action, owner, drill);
            return;
        }
        tasks.settled(id, node.value());
        tell(place, said, true);
    }

    /** The time in which nobody asked is not its. */
    private void silent(DeploymentId id, NodeId node) {
        var known = reports.of(id, node);
        var isSilent = known.map(Known::troubleSince)
                .filter(since -> !since.plus(config.fresh()).isAfter(clock.instant()))
                .isPresent();
        if (isSilent) {
            var why = known.map(Known::trouble).orElse("it does not answer");
            commands.send(new ReportSilence(id, node, String.valueOf(why)));
        }
    }

    private static boolean is(NodeReport report, ReportedState wanted) {
        return report.of(Group.SERVICES).filter(said -> said.state() == wanted).isPresent();
    }
}
