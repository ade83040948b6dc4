package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.resilience.deployment.claims.FollowerTable;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMdsLost;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Registers the node that owns the deployment now at a media server. */
@Singleton
class FollowMds {

    private final Nodes nodes;
    private final RoleTable roles;
    private final ReportTable reports;
    private final FollowerTable followed;
    private final FollowTasks tasks;
    private final RepeatedOrders orders;
    private final Commands commands;
    private final WatchConfig config;
    private final Clock clock;

    /** What the node says of the media server, and how it is ordered to register there. */
    private record Seen(Optional<MdsReport> said, ActionOrder order) {}

    FollowMds(
            Nodes nodes,
            RoleTable roles,
            ReportTable reports,
            FollowerTable followed,
            FollowTasks tasks,
            RepeatedOrders orders,
            Commands commands,
            WatchConfig config,
            Clock clock) {
        this.nodes = nodes;
        this.roles = roles;
        this.reports = reports;
        this.followed = followed;
        this.tasks = tasks;
        this.orders = orders;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    /** The owner registers at the media server; each is tried on its own. */
    Duration follow(DeploymentId id, Definition definition, String mds, Assigned owner) {
        var node = new NodeId(owner.node());
        var place = new Place(id, node, definition.access(node).orElseThrow());
        var isThere = followed.isAt(id, "mds-" + mds, node, owner.epoch());
        if (place.access() instanceof Access.Manual) {
            if (isThere) {
                tasks.settled(id, mds);
            } else {
                tasks.mds(id, mds, owner, definition.drill());
            }
            return config.every();
        }
        tasks.byOrder(id, mds); // the side before may have been asked by hand
        return isThere ? keep(place, mds, owner) : register(place, mds, owner);
    }

    /** No side is active that could be registered. */
    void unled(DeploymentId id, String mds) {
        tasks.unled(id, mds);
    }

    /** Only what the node says of the media server proves it, not the answer to the order; nor while another is there too. */
    private Duration register(Place place, String mds, Assigned owner) {
        var about = RepeatedOrders.mds(mds);
        var seen = seen(place, mds, owner);
        if (!isBy(seen.said(), owner) && orders.isDue(place, seen.order(), about, words(seen.said()))) {
            orders.give(place, seen.order(), about, words(seen.said()));
            seen = seen(place, mds, owner);
        }
        if (!isBy(seen.said(), owner)) {
            var isNew = orders.wasJustGiven(place, seen.order(), about);
            return isNew ? config.again().multipliedBy(5) : config.every();
        }
        orders.settled(place, about::equals);
        commands.send(new ReportMds(place.deployment(), mds, place.node(), owner.epoch()));
        return config.every();
    }

    /**
     * A media server that has forgotten the node, or has another besides, gets it again; a node that does not say is not
     * doubted.
     */
    private Duration keep(Place place, String mds, Assigned owner) {
        var about = RepeatedOrders.mds(mds);
        var seen = seen(place, mds, owner);
        if (!isLost(seen.said())) {
            return config.every();
        }
        var reason = "";
        if (orders.isDue(place, seen.order(), about, words(seen.said()))) {
            var answer = orders.give(place, seen.order(), about, words(seen.said()));
            reason = "; " + answer.output();
            seen = seen(place, mds, owner);
        }
        if (isLost(seen.said())) {
            commands.send(new ReportMdsLost(place.deployment(), mds, place.node(), words(seen.said()) + reason));
        } else {
            commands.send(new ReportMds(place.deployment(), mds, place.node(), owner.epoch()));
        }
        return config.every();
    }

    /** What is found out is noted at once, before anybody is told that the media server has the node. */
    private Seen seen(Place place, String mds, Assigned owner) {
        var report = nodes.look(place);
        var assigned = roles.of(place.deployment());
        var said = report.flatMap(status -> status.ofMds(mds))
                .map(one -> assigned.stream().anyMatch(role -> endsCalls(place, role)) ? one.alone() : one);
        followed.seen(place.deployment(), "mds-" + mds, said.map(one -> isBy(one, owner)), clock.instant());
        var epoch = FollowOrder.epoch(
                place,
                owner,
                report.flatMap(status -> status.of(Group.of(owner.group()))),
                assigned.stream()
                        .filter(role -> role.group().equals(owner.group())
                                && role.role().equals("OWNER"))
                        .findFirst());
        return new Seen(said, FollowOrder.of(place, NodeAction.REGISTER_MDS, epoch, Map.of("mds", mds)));
    }

    /** Whether it may be registered until its calls have ended. */
    private boolean endsCalls(Place place, Assigned role) {
        return role.role().equals("DRAINING")
                && reports.of(place.deployment(), new NodeId(role.node()))
                        .map(ReportTable.Known::report)
                        .flatMap(report -> report.of(Group.of(role.group())))
                        .filter(said -> said.state() == ReportedState.INACTIVE)
                        .isEmpty();
    }

    private static boolean isBy(MdsReport said, Assigned owner) {
        return said.registered() && said.also() == null && said.epoch() >= owner.epoch();
    }

    private static boolean isBy(Optional<MdsReport> said, Assigned owner) {
        return said.filter(one -> isBy(one, owner)).isPresent();
    }

    private static String words(Optional<MdsReport> said) {
        return said.map(one -> (one.registered() ? "registered" : "not registered") + " at epoch " + one.epoch()
                        + (one.also() == null ? "" : ", and " + one.also() + " is registered there too"))
                .orElse("nothing");
    }

    private static boolean isLost(Optional<MdsReport> said) {
        return said.filter(one -> !one.registered() || one.also() != null).isPresent();
    }
}
