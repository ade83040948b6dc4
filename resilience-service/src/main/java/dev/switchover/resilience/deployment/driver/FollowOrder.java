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
        return new ActionOrder(
                RepeatedOrders.id(place, action, owner.epoch(), parameters),
                place.node(),
                action,
                owner.epoch(),
                parameters,
                LIMIT);
    }
}
