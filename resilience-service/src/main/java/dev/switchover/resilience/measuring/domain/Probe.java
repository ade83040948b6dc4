package dev.switchover.resilience.measuring.domain;

import dev.switchover.resilience.node.domain.Group;

/**
 * One address that tells whether something serves.
 *
 * @param thing a group's id, or {@code edge}
 * @param node who answers there
 * @param address {@code sip:…}, {@code http:…} or {@code https:…}
 */
public record Probe(String thing, String node, String address) {

    /** What is reached through the Edge, whoever answers behind it. */
    public static final String EDGE = "edge";

    /** Whether callers are led to a node by its role there. */
    public boolean isByRole() {
        return thing.equals(Group.TELEPHONY.id()) || thing.equals(Group.SERVICES.id());
    }
}
