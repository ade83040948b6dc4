package dev.switchover.resilience.node.domain;

import java.time.Duration;
import java.util.Map;

/**
 * One action asked of one node.
 *
 * @param id the same when it is repeated because nobody knows how it ended, so that the node and its log can tell; no other
 *     order, and no question, has it
 * @param epoch of the group the action is about
 * @param parameters values match {@code [A-Za-z0-9._:-]+}
 */
public record ActionOrder(
        String id, NodeId node, NodeAction action, long epoch, Map<String, String> parameters, Duration limit) {

    public ActionOrder {
        parameters = Map.copyOf(parameters);
    }

    public ActionOrder called(String other) {
        return new ActionOrder(other, node, action, epoch, parameters, limit);
    }
}
