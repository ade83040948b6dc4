package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.resilience.deployment.claims.FollowerTable;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.claims.ReportTable.Known;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportEdge;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMdsLost;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportSilence;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.MdsReport;
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
 * Brings one follower to the side that owns the deployment now: what it should be comes from the roles, what it is from
 * its own word. The order carries the epoch of the role, so an older one that comes late is refused.
 */
@Singleton
class Follow {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Nodes nodes;
    private final ReportTable reports;
    private final FollowerTable followed;
    private final FollowTasks tasks;
    private final EdgeProbe probe;
    private final RepeatedOrders orders;
    private final Commands commands;
    private final WatchConfig config;
    private final Clock clock;

    Follow(
            Nodes nodes,
            ReportTable reports,
            FollowerTable followed,
            FollowTasks tasks,
            EdgeProbe probe,
            RepeatedOrders orders,
            Commands commands,
            WatchConfig config,
            Clock clock) {
        this.nodes = nodes;
        this.reports = reports;
        this.followed = followed;
        this.tasks = tasks;
        this.probe = probe;
        this.orders = orders;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    /** The CC node of the active side serves, the other does not. */
    Duration cc(DeploymentId id, Definition definition, NodeId node, Assigned owner) {
        var place = new Place(id, node, definition.access(node).orElseThrow());
        var active = new NodeId(owner.node());
        var serves =
                definition.ccOf(active).filter(one -> one.id().equals(node)).isPresent();
        var action = serves ? NodeAction.START_SERVICES : NodeAction.STOP_SERVICES;
        var wanted = serves ? ReportedState.ACTIVE : ReportedState.INACTIVE;
        if (place.access() instanceof Access.Manual) {
            byPeople(place, action, wanted, owner);
            return config.every();
        }
        var order = order(id, node, action, owner, Map.of());
        var said = nodes.status(place, look(place));
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
    void ccOfNobody(DeploymentId id, Definition definition, NodeId node) {
        var place = new Place(id, node, definition.access(node).orElseThrow());
        if (!(place.access() instanceof Access.Manual)) {
            tell(place, nodes.status(place, look(place)), false);
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
        orders.given(place, order, about, words, nodes.carryOut(place, order));
        return nodes.status(place, look(place));
    }

    /** What a person has said of the node counts until he says otherwise, also for a role that is given anew. */
    private void byPeople(Place place, NodeAction action, ReportedState wanted, Assigned owner) {
        var id = place.deployment();
        var node = place.node();
        var said = reports.of(id, node).map(ReportTable.Known::report).filter(report -> is(report, wanted));
        if (said.isEmpty()) {
            tasks.cc(id, node, action, owner);
            return;
        }
        tasks.settled(id, node.value());
        tell(place, said, true);
    }

    /** The owner registers at the media server; each is tried on its own. */
    Duration mds(DeploymentId id, Definition definition, String mds, Assigned owner) {
        var node = new NodeId(owner.node());
        var place = new Place(id, node, definition.access(node).orElseThrow());
        var isThere = followed.isAt(id, "mds-" + mds, node, owner.epoch());
        if (place.access() instanceof Access.Manual) {
            if (isThere) {
                tasks.settled(id, mds);
            } else {
                tasks.mds(id, mds, owner);
            }
            return config.every();
        }
        return isThere ? keep(place, mds, owner) : register(place, mds, owner);
    }

    /** Only what the node says of the media server proves it; the answer to the order does not. */
    private Duration register(Place place, String mds, Assigned owner) {
        var about = RepeatedOrders.mds(mds);
        var order = registering(place, mds, owner);
        var said = registration(place, mds, owner);
        if (!isBy(said, owner) && orders.isDue(place, order, about, words(said))) {
            orders.given(place, order, about, words(said), nodes.carryOut(place, order));
            said = registration(place, mds, owner);
        }
        if (!isBy(said, owner)) {
            return orders.wasJustGiven(place, order, about) ? config.again().multipliedBy(5) : config.every();
        }
        orders.settled(place, about::equals);
        commands.send(new ReportMds(place.deployment(), mds, place.node(), owner.epoch()));
        return config.every();
    }

    /** A media server that has forgotten the node gets it again; a node that does not say is not doubted. */
    private Duration keep(Place place, String mds, Assigned owner) {
        if (!isGone(registration(place, mds, owner))) {
            return config.every();
        }
        var answer = nodes.carryOut(place, registering(place, mds, owner));
        if (isGone(registration(place, mds, owner))) {
            commands.send(new ReportMdsLost(place.deployment(), mds, place.node(), answer.output()));
            return config.every();
        }
        commands.send(new ReportMds(place.deployment(), mds, place.node(), owner.epoch()));
        return config.every();
    }

    /** What is found out is noted at once, before anybody is told that the media server has the node. */
    private Optional<MdsReport> registration(Place place, String mds, Assigned owner) {
        var said = nodes.status(place, look(place)).flatMap(status -> status.ofMds(mds));
        note(place.deployment(), "mds-" + mds, said.map(one -> isBy(one, owner)));
        return said;
    }

    private void note(DeploymentId id, String follower, Optional<Boolean> there) {
        there.ifPresentOrElse(
                is -> followed.seen(id, follower, is, clock.instant()), () -> followed.unseen(id, follower));
    }

    private static boolean isBy(MdsReport said, Assigned owner) {
        return said.registered() && said.epoch() >= owner.epoch();
    }

    private static boolean isBy(Optional<MdsReport> said, Assigned owner) {
        return said.filter(one -> isBy(one, owner)).isPresent();
    }

    private static String words(Optional<MdsReport> said) {
        return said.map(one -> (one.registered() ? "registered" : "not registered") + " at epoch " + one.epoch())
                .orElse("nothing");
    }

    private static boolean isGone(Optional<MdsReport> said) {
        return said.filter(one -> !one.registered()).isPresent();
    }

    private static ActionOrder registering(Place place, String mds, Assigned owner) {
        return order(place.deployment(), place.node(), NodeAction.REGISTER_MDS, owner, Map.of("mds", mds));
    }

    private static String look(Place place) {
        return place.deployment().value() + "." + place.node() + ".look";
    }

    Duration edge(DeploymentId id, Definition definition, Assigned owner) {
        var node = new NodeId(owner.node());
        var edge = definition.edge();
        if (edge == null) {
            return config.every();
        }
        var expected = node.equals(definition.main().id()) ? edge.expectMain() : edge.expectStandby();
        var isReached = probe.reaches(edge, expected);
        note(id, "edge", isReached);
        if (followed.isAt(id, "edge", node, 1)) {
            return config.every();
        }
        if (!isReached.orElse(false)) {
            return config.again();
        }
        commands.send(new ReportEdge(id, node, owner.epoch()));
        return config.every();
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

    private static ActionOrder order(
            DeploymentId id, NodeId node, NodeAction action, Assigned owner, Map<String, String> parameters) {
        var order = id.value() + "." + node + "." + action.id() + "." + owner.epoch();
        return new ActionOrder(order, node, action, owner.epoch(), parameters, LIMIT);
    }
}
