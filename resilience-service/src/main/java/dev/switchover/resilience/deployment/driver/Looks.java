package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.claims.WatchTable.Kind;
import dev.switchover.resilience.deployment.claims.WatchTable.Watched;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ReportNode;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** One look at one node or follower; the answer is how long until the next. */
@Singleton
class Looks {

    private final DefinitionTable definitions;
    private final RoleTable roles;
    private final Nodes nodes;
    private final FollowCc cc;
    private final FollowMds mds;
    private final FollowEdge edge;
    private final MissedOrders missed;
    private final RolePages pages;
    private final Commands commands;
    private final WatchConfig config;

    Looks(
            DefinitionTable definitions,
            RoleTable roles,
            Nodes nodes,
            FollowCc cc,
            FollowMds mds,
            FollowEdge edge,
            MissedOrders missed,
            RolePages pages,
            Commands commands,
            WatchConfig config) {
        this.definitions = definitions;
        this.roles = roles;
        this.nodes = nodes;
        this.cc = cc;
        this.mds = mds;
        this.edge = edge;
        this.missed = missed;
        this.pages = pages;
        this.commands = commands;
        this.config = config;
    }

    Duration at(Watched one) {
        var id = new DeploymentId(one.deployment());
        var definition = definitions.get(id).definition();
        if (one.kind() == Kind.NODE) {
            node(id, definition, new NodeId(one.subject()));
            return config.every();
        }
        return roles.owner(id, definition.primary())
                .map(owner -> follower(id, definition, one, owner))
                .orElseGet(() -> unled(id, definition, one));
    }

    /** While nobody is active there is nothing to be told to a follower. */
    private Duration unled(DeploymentId id, Definition definition, Watched one) {
        switch (one.kind()) {
            case CC -> cc.look(id, definition, new NodeId(one.subject()));
            case MDS -> mds.unled(id, one.subject());
            case EDGE, NODE -> {} // nobody is asked to do anything for the Edge
        }
        return config.every();
    }

    private Duration follower(DeploymentId id, Definition definition, Watched one, Assigned owner) {
        return switch (one.kind()) {
            case CC -> cc.follow(id, definition, new NodeId(one.subject()), owner);
            case MDS -> mds.follow(id, definition, one.subject(), owner);
            case EDGE -> edge.follow(id, definition, owner);
            case NODE -> throw new IllegalArgumentException("a node follows nobody");
        };
    }

    private void node(DeploymentId id, Definition definition, NodeId node) {
        var place = new Place(id, node, definition.access(node).orElseThrow());
        if (told(place, definition)
                .filter(said -> wasOrdered(place, said, definition))
                .isPresent()) {
            told(place, definition);
        }
    }

    /** What it says is told before anything is ordered of it, which may take so long that it is not true any more. */
    private Optional<NodeReport> told(Place place, Definition definition) {
        var said = nodes.look(place);
        if (said.isEmpty()) {
            missed.silent(place);
        }
        var fresh = said.filter(report -> !nodes.isOvertaken(place, report));
        fresh.ifPresent(report -> tell(place, report, definition));
        return fresh;
    }

    /** Only what the deployment has not heard yet is worth a command. */
    private void tell(Place place, NodeReport said, Definition definition) {
        if (nodes.isNews(place.deployment(), place.node(), said, definition.groups())) {
            commands.send(new ReportNode(place.deployment(), place.node(), said, false));
        }
    }

    private boolean wasOrdered(Place place, NodeReport said, Definition definition) {
        var hasMissed = missed.catchUp(place, said);
        return pages.mark(place, said, definition.primary()) || hasMissed;
    }
}
