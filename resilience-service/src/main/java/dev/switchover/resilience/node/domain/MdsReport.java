package dev.switchover.resilience.node.domain;

import org.jspecify.annotations.Nullable;

/**
 * What a node's report says of one media server, as the media server itself says it.
 *
 * @param registered whether the node is registered there
 * @param epoch of the last order to register there that the node has obeyed; 0 if none
 * @param also who else is, so that calls may go there; null if nobody is known to be
 */
public record MdsReport(
        String mds,
        boolean registered,
        long epoch,
        @Nullable String also) {

    public MdsReport(String mds, boolean registered, long epoch) {
        this(mds, registered, epoch, null);
    }

    /** Where it does not matter who else is there. */
    public MdsReport alone() {
        return new MdsReport(mds, registered, epoch);
    }
}
