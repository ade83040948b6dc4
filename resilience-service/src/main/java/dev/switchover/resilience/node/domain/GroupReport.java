package dev.switchover.resilience.node.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One group in a node's report.
 *
 * @param epoch the highest epoch of this group that the node has obeyed; 0 if none
 * @param position a data group's place in the stream of changes, comparable between the nodes of a pair, in bytes
 * @param running calls that have not ended, of a telephony group
 * @param attested who started it at the node when nobody could say whose it is; to be looked into
 */
public record GroupReport(
        Group group,
        ReportedState state,
        long epoch,
        @Nullable Long position,
        @Nullable Integer running,
        @Nullable String attested) {

    private static final long PLAUSIBLE = 1_000_000_000_000L;

    public GroupReport(
            Group group, ReportedState state, long epoch, @Nullable Long position, @Nullable Integer running) {
        this(group, state, epoch, position, running, null);
    }

    /** Epochs are counted by ones; a node that says more is wrong, and is not to use them up. */
    public static boolean isPlausible(long epoch) {
        return epoch < PLAUSIBLE;
    }

    /** Whether both give the same verdict on the same person's word, whatever they count. */
    public boolean saysAs(GroupReport other) {
        return group == other.group
                && state == other.state
                && epoch == other.epoch
                && Objects.equals(attested, other.attested);
    }
}
