package dev.switchover.resilience.node.domain;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/**
 * What can be asked of a node. Each is idempotent, carries the epoch of the group it is about, and is refused by the node
 * if it has seen a higher one.
 */
public enum NodeAction {
    PROMOTE_DATA("promote-data"),
    FENCE_DATA("fence-data"),
    RESYNC_DATA("resync-data"),
    START_MANAGEMENT("start-management"),
    STOP_MANAGEMENT("stop-management"),
    START_TELEPHONY("start-telephony"),
    DRAIN_TELEPHONY("drain-telephony"),
    STOP_TELEPHONY("stop-telephony"),
    START_SERVICES("start-services"),
    STOP_SERVICES("stop-services"),
    /**
     * Makes sure that nothing on the node serves or writes, whatever state it is in: power off, or cut it off. Its epoch is
     * that of all groups of the node.
     */
    FENCE("fence"),
    /** Registers the node at another MDS; parameter {@code mds}. */
    REGISTER_MDS("register-mds"),
    MARK_ACTIVE("mark-active"),
    MARK_INACTIVE("mark-inactive"),
    /** Changes nothing; answers with a {@link NodeReport}. */
    STATUS("status");

    private final String id;

    NodeAction(String id) {
        this.id = id;
    }

    /** The stored and shown name, and the word the node hears. */
    @JsonValue
    public String id() {
        return id;
    }

    public static NodeAction toStart(Group group) {
        return switch (group) {
            case DATA -> PROMOTE_DATA;
            case MANAGEMENT -> START_MANAGEMENT;
            case TELEPHONY -> START_TELEPHONY;
            case SERVICES -> START_SERVICES;
        };
    }

    public static NodeAction toStop(Group group) {
        return switch (group) {
            case DATA -> FENCE_DATA;
            case MANAGEMENT -> STOP_MANAGEMENT;
            case TELEPHONY -> STOP_TELEPHONY;
            case SERVICES -> STOP_SERVICES;
        };
    }

    @JsonCreator
    public static NodeAction of(String id) {
        return Arrays.stream(values())
                .filter(action -> action.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no action " + id));
    }
}
