package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeReport;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * A node that lost its groups while nobody could reach it gets the order to stop them as soon as it answers: it has not
 * seen the epoch by which they were taken from it. Nothing is started by this, and no role moves.
 */
@Singleton
class MissedOrders {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RoleTable roles;
    private final Nodes nodes;

    MissedOrders(RoleTable roles, Nodes nodes) {
        this.roles = roles;
        this.nodes = nodes;
    }

    /** Whether an order was given. */
    boolean catchUp(Place place, NodeReport said) {
        var missed = roles.of(place.deployment()).stream()
                .filter(role -> role.node().equals(place.node().value()))
                .filter(role -> isMissed(role, said))
                .toList();
        missed.forEach(role -> stop(place, role));
        return !missed.isEmpty();
    }

    private static boolean isMissed(Assigned role, NodeReport said) {
        return role.role().equals("NONE")
                && said.of(Group.of(role.group()))
                        .filter(group -> group.epoch() < role.epoch())
                        .isPresent();
    }

    private void stop(Place place, Assigned role) {
        var action = NodeAction.toStop(Group.of(role.group()));
        Log.infof("%s of %s missed %s at epoch %d", place.node(), place.deployment(), action.id(), role.epoch());
        var id = place.deployment().value() + "." + place.node() + "." + action.id() + "." + role.epoch();
        nodes.carryOut(place, new ActionOrder(id, place.node(), action, role.epoch(), Map.of(), LIMIT));
    }
}
