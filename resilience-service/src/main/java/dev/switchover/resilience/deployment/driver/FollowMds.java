package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.resilience.deployment.claims.FollowerTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMds;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportMdsLost;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
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
    private final FollowerTable followed;
    private final FollowTasks tasks;
    private final RepeatedOrders orders;
    private final Commands commands;
    private final WatchConfig config;
    private final Clock clock;

    FollowMds(
            Nodes nodes,
            FollowerTable followed,
            FollowTasks tasks,
            RepeatedOrders orders,
            Commands commands,
            WatchConfig config,
            Clock clock) {
        this.nodes = nodes;
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

    /** Only what the node says of the media server proves it; the answer to the order does not. */
    private Duration register(Place place, String mds, Assigned owner) {
        var about = RepeatedOrders.mds(mds);
        var order = registering(place, mds, owner);
        var said = registration(place, mds, owner);
        if (!isBy(said, owner) && orders.isDue(place, order, about, words(said))) {
            orders.give(place, order, about, words(said));
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
        var answer = orders.carryOut(place, registering(place, mds, owner), RepeatedOrders.mds(mds));
        if (isGone(registration(place, mds, owner))) {
            commands.send(new ReportMdsLost(place.deployment(), mds, place.node(), answer.output()));
            return config.every();
        }
        commands.send(new ReportMds(place.deployment(), mds, place.node(), owner.epoch()));
        return config.every();
    }

    /** What is found out is noted at once, before anybody is told that the media server has the node. */
    private Optional<MdsReport> registration(Place place, String mds, Assigned owner) {
        var said = nodes.look(place).flatMap(status -> status.ofMds(mds));
        followed.seen(place.deployment(), "mds-" + mds, said.map(one -> isBy(one, owner)), clock.instant());
        return said;
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
        return FollowOrder.of(place, NodeAction.REGISTER_MDS, owner, Map.of("mds", mds));
    }
}
