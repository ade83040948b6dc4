package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
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

    static final String STOP = "stop-";

    /** The node is to be proven stopped. */
    public static Obligation stop(NodeId node, String why) {
        return new Obligation(STOP + node, why, node, null);
    }

    /** The node serves what it does not own. */
    static Obligation stopServing(NodeId node, Group group, @Nullable NodeId owner) {
        var serves = node + " serves " + group.id() + ", which ";
        return stop(
                node,
                owner == null
                        ? serves
                                + "nobody owns: Stop services on %1$s, or Start services on %1$s if it is to serve."
                                        .formatted(node)
                        : serves + owner + " owns.");
    }

    /**
     * Whoever has not followed to the node within the time for it.
     *
     * @param unseen why nobody could look at it, if nobody could
     */
    static Obligation behind(String follower, NodeId node, @Nullable String unseen) {
        var what = follower + " has not followed to " + node + " yet.";
        return unseen == null
                ? new Obligation(follower, what, null, null)
                : new Obligation(follower, what + " Nobody could look at it: " + unseen, node, null);
    }

    boolean isOfFollower() {
        return id.equals("edge") || id.startsWith("mds-") || id.startsWith("cc-");
    }

    /** The follower, once the deployment has it no more. */
    String leaver() {
        return id.equals("edge") ? "the Edge" : id.substring(id.indexOf('-') + 1);
    }

    boolean isStop() {
        return isStop(id);
    }

    public static boolean isStop(String id) {
        return id.startsWith(STOP);
    }

    /** The node that is to be stopped by an obligation of such an id. */
    public static NodeId stopped(String id) {
        return new NodeId(id.substring(STOP.length()));
    }
}
