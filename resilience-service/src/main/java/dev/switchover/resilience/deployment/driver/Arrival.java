package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.ReplicationConfig;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the data is there that a node says it has brought over. Where both nodes tell how far their data is, its word is
 * not enough: the other one is about to be stopped.
 */
@Singleton
class Arrival {

    private final Nodes nodes;
    private final ReplicationConfig config;

    Arrival(Nodes nodes, ReplicationConfig config) {
        this.nodes = nodes;
        this.config = config;
    }

    /** What is still missing, in words. */
    Optional<String> missing(StepOrder order, Place place, @Nullable NodeReport status, Definition definition) {
        var from = definition.other(place.node());
        var group = order.step().group();
        return position(Optional.ofNullable(status), group)
                .flatMap(here -> position(asked(order, place, from, definition), group)
                        .map(there -> there - here)
                        .filter(behind -> behind > config.lag() || behind < 0)
                        .map(behind -> "%s is still %d bytes %s %s."
                                .formatted(place.node(), Math.abs(behind), behind < 0 ? "ahead of" : "behind", from)));
    }

    private Optional<NodeReport> asked(StepOrder order, Place place, NodeId from, Definition definition) {
        var access = definition.access(from).orElseThrow();
        return access instanceof Access.Manual
                ? Optional.empty()
                : nodes.status(new Place(place.deployment(), from, access), order.id());
    }

    private static Optional<Long> position(Optional<NodeReport> report, Group group) {
        return report.flatMap(said -> said.of(group)).map(GroupReport::position);
    }
}
