package dev.switchover.resilience.measuring.domain;

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
}
