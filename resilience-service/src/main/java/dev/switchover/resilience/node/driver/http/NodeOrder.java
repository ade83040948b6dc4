package dev.switchover.resilience.node.driver.http;

import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.NodeAction;
import java.util.Map;

/** What the webhook is sent. */
record NodeOrder(String id, NodeAction action, long epoch, Map<String, String> parameters) {

    static NodeOrder of(ActionOrder order) {
        return new NodeOrder(order.id(), order.action(), order.epoch(), order.parameters());
    }
}
