package dev.switchover.resilience.node.domain;

/** The script {@code switchover-node} that comes with this service. */
public final class NodeScript {

    /** Raised with every change that a node should not be without; the script says the same. */
    public static final int VERSION = 4;

    private NodeScript() {}
}
