package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** An order by which something follows the owner. It carries the epoch of the role, so an older one that comes late is refused. */
final class FollowOrder {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private FollowOrder() {}

    static ActionOrder of(Place place, NodeAction action, long epoch, Map<String, String> parameters) {
        return new ActionOrder(
                RepeatedOrders.id(place, action, epoch, parameters), place.node(), action, epoch, parameters, LIMIT);
    }

    /**
     * What a node has obeyed of another deployment before it remembers too, and the owner also its last order of which nothing
     * came: each refuses what is lower. Where the role was given anew meanwhile what it says may be of that, and an order for
     * the role of before is to be refused.
     */
    static long epoch(Place place, Assigned owner, Optional<GroupReport> said, Optional<Assigned> ownerSince) {
        var ours = place.node().value().equals(owner.node()) ? owner.latest() : owner.epoch();
        var isOwner = ownerSince
                .filter(now -> now.node().equals(owner.node()) && now.epoch() == owner.epoch())
                .isPresent();
        var theirs =
                said.map(GroupReport::epoch).filter(GroupReport::isPlausible).orElse(0L);
        return isOwner ? Math.max(ours, theirs) : ours;
    }
}
