package dev.switchover.resilience.node.domain;

import java.time.Duration;
import java.util.Map;

/**
 * One action asked of one node.
 *
 * @param id the same through all attempts, so that the node and its log can tell a repetition
 * @param epoch of the group the action is about
 * @param parameters values match {@code [A-Za-z0-9._:-]+}
 */
public record ActionOrder(
        String id, NodeId node, NodeAction action, long epoch, Map<String, String> parameters, Duration limit) {

    public ActionOrder {
        parameters = Map.copyOf(parameters);
    }
}
