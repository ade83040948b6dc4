package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.NodeId;

/** The login one node registers with, where the supplier gives each node its own. */
public record Account(NodeId node, String login) {

    /** For refusals. */
    String shown() {
        return node + ": " + login;
    }
}
