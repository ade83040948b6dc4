package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeReport;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Marks the role page of a node, by which balancers go that can only check HTTP: active exactly on the owner of the group
 * that tells the active side. A page that was lost, by a reboot for example, is marked again; what has none is left alone.
 */
@Singleton
class RolePages {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RoleTable roles;
    private final RepeatedOrders orders;

    RolePages(RoleTable roles, RepeatedOrders orders) {
        this.roles = roles;
        this.orders = orders;
    }

    /** Whether an order was given. */
    boolean mark(Place place, NodeReport said, Group primary) {
        var page = said.page();
        if (page == null) {
            return false;
        }
        var role = roles.of(place.deployment()).stream()
                .filter(one ->
                        one.node().equals(place.node().value()) && one.group().equals(primary.id()))
                .findFirst()
                .orElseThrow();
        var isOwner = role.role().equals("OWNER");
        if (isOwner == page) {
            orders.settled(place, RepeatedOrders.PAGE::equals);
            return false;
        }
        var action = isOwner ? NodeAction.MARK_ACTIVE : NodeAction.MARK_INACTIVE;
        var order = order(place, action, isOwner ? role.latest() : latest(role, said, primary));
        return mark(place, order, page ? "active" : "inactive");
    }

    private boolean mark(Place place, ActionOrder order, String shown) {
        if (!orders.isDue(place, order, RepeatedOrders.PAGE, shown)) {
            return false;
        }
        orders.give(place, order, RepeatedOrders.PAGE, shown);
        return true;
    }

    /** A node may take itself out whatever it has obeyed meanwhile; to be let in it needs an epoch of ours. */
    private static long latest(Assigned role, NodeReport said, Group primary) {
        return Math.max(role.latest(), said.of(primary).map(GroupReport::epoch).orElse(0L));
    }

    private static ActionOrder order(Place place, NodeAction action, long epoch) {
        var id = RepeatedOrders.id(place, action, epoch, Map.of());
        return new ActionOrder(id, place.node(), action, epoch, Map.of(), LIMIT);
    }
}
