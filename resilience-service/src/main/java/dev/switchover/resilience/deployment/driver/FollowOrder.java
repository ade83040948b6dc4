package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.NodeAction;
import java.time.Duration;
import java.util.Map;

/** An order by which something follows the owner. It carries the epoch of the role, so an older one that comes late is refused. */
final class FollowOrder {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private FollowOrder() {}

    static ActionOrder of(Place place, NodeAction action, Assigned owner, Map<String, String> parameters) {
        var epoch = epoch(place, owner);
        return new ActionOrder(
                RepeatedOrders.id(place, action, epoch, parameters), place.node(), action, epoch, parameters, LIMIT);
    }

    /** The owner itself refuses what is lower than its last order, also where nothing came of that. */
    private static long epoch(Place place, Assigned owner) {
        return place.node().value().equals(owner.node()) ? owner.latest() : owner.epoch();
    }
}
