package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.resilience.deployment.claims.FollowerTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportEdge;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Looks through the Edge until it leads to the node that owns the deployment now. */
@Singleton
class FollowEdge {

    private final FollowerTable followed;
    private final EdgeProbe probe;
    private final Commands commands;
    private final WatchConfig config;
    private final Clock clock;

    FollowEdge(FollowerTable followed, EdgeProbe probe, Commands commands, WatchConfig config, Clock clock) {
        this.followed = followed;
        this.probe = probe;
        this.commands = commands;
        this.config = config;
        this.clock = clock;
    }

    Duration follow(DeploymentId id, Definition definition, Assigned owner) {
        var node = new NodeId(owner.node());
        var edge = definition.edge();
        if (edge == null) {
            return config.every();
        }
        var expected = node.equals(definition.main().id()) ? edge.expectMain() : edge.expectStandby();
        var isReached = probe.reaches(edge, expected);
        followed.seen(id, "edge", isReached, clock.instant());
        if (followed.isAt(id, "edge", node, 1)) {
            return config.every();
        }
        if (!isReached.orElse(false)) {
            return config.again();
        }
        commands.send(new ReportEdge(id, node, owner.epoch()));
        return config.every();
    }
}
