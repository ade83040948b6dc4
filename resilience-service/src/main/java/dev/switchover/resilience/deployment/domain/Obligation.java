package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Something that is still to be proven; shown until it is.
 *
 * @param id one word and what it is about, such as {@code stop-a} or {@code mds-m1}
 * @param node the node it is about, if one
 * @param wantedBy who may not meet it himself: whose word is to be reviewed
 */
public record Obligation(
        String id,
        String what,
        @Nullable NodeId node,
        @Nullable String wantedBy) {

    /** The node is to be proven stopped. */
    public static Obligation stop(NodeId node, String why) {
        return new Obligation("stop-" + node, why, node, null);
    }

    boolean isStop() {
        return id.startsWith("stop-");
    }
}
