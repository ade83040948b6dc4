package dev.switchover.resilience.node.domain;

/**
 * What a node's report says of one media server, as the media server itself says it.
 *
 * @param registered whether the node is registered there
 * @param epoch of the last order to register there that the node has obeyed; 0 if none
 */
public record MdsReport(String mds, boolean registered, long epoch) {}
