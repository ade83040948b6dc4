package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one group on one node.
 *
 * @param machine which it is, as far as it was ever named
 * @param ordered the epoch of the last order given
 * @param mayServe the last order was to start, so it may serve even if it says otherwise
 * @param said what it last said of itself, at which epoch and place in the stream of changes
 * @param attested who started it at the node on his own word, as it last said
 * @param fenced proven or attested to be cut off, whatever it says, until its own word suffices
 * @param written an order to start was given since the other node last became the owner: it may have written since
 * @param writtenBefore the same before the last such order
 * @param unasked it was heard to serve before it showed the epoch of that order, which may not have reached it, and before it
 *     had all that the other had when that stopped
 * @param reached how far its data was when it last served, if it says so while it serves, or when it was last ordered to; null:
 *     its end is accounted for
 */
record Standing(
        NodeId node,
        @Nullable String machine,
        long ordered,
        boolean mayServe,
        @Nullable ReportedState said,
        long saidEpoch,
        @Nullable Long position,
        @Nullable String attested,
        boolean fenced,
        boolean written,
        boolean writtenBefore,
        boolean unasked,
        @Nullable Reached reached) {

    /** How far the data was, as the node said at that time. */
    record Reached(long position, @Nullable Instant at) {}

    static Standing unheard(NodeId node) {
        return new Standing(node, null, 0, false, null, 0, null, null, false, false, false, false, null);
    }

    /** Whether it is certain that the group does not serve there, nor will by an order under way. */
    boolean isInactive() {
        return fenced || saysInactive();
    }

    /** Nothing was ever ordered there, nor heard of it. */
    boolean isUntouched() {
        return isNeverHeard() && !mayServe;
    }

    /** As {@link #isUntouched}, but it may have served before it was defined. */
    boolean isNeverHeard() {
        return said == null && ordered == 0;
    }

    Standing movedTo(String machine, boolean written) {
        return new Standing(
                node,
                machine,
                ordered,
                mayServe,
                said,
                saidEpoch,
                position,
                attested,
                fenced,
                written,
                writtenBefore,
                unasked,
                reached);
    }

    boolean saysInactive() {
        return said == ReportedState.INACTIVE && saidEpoch >= ordered && !mayServe;
    }

    /** What it says, and what its word lacks if that was said before the last order. */
    String shown() {
        var said = "says " + this.said;
        if (saidEpoch < ordered) {
            return said + " at epoch " + saidEpoch + ", but was given epoch " + ordered + " with its last order";
        }
        return this.said == ReportedState.INACTIVE
                ? said + " at epoch " + saidEpoch + ", but its last order was to start"
                : said;
    }

    /** How far its data has come, if it writes no more. */
    @Nullable
    Long finalPosition() {
        return saysInactive() ? position : null;
    }

    private static @Nullable Reached reached(GroupReport report, @Nullable Instant at) {
        return report.position() == null ? null : new Reached(report.position(), at);
    }

    /** Whether it told how far its data was while it served, and does not tell where it ended. */
    boolean isEndUnsaid() {
        return saysInactive() && position == null && reached != null;
    }

    /** The other one has all that it had when it stopped. */
    Standing accountedFor() {
        return saysInactive()
                ? new Standing(
                        node,
                        machine,
                        ordered,
                        mayServe,
                        said,
                        saidEpoch,
                        position,
                        attested,
                        fenced,
                        written,
                        writtenBefore,
                        unasked,
                        null)
                : this;
    }

    /** Whether it serves with less than the other had in the end. */
    boolean isServingWithout(Standing other) {
        var end = other.finalPosition();
        return saysServing() && position != null && end != null && end > position;
    }

    boolean saysServing() {
        return said != null && said.isServing();
    }

    boolean isActive() {
        return said == ReportedState.ACTIVE && saidEpoch >= ordered;
    }

    Standing ordered(long epoch, boolean start) {
        return new Standing(
                node,
                machine,
                epoch,
                start,
                said,
                saidEpoch,
                position,
                attested,
                fenced && !start,
                written || start,
                start ? written : writtenBefore,
                start && unasked,
                start ? startingFrom() : reached);
    }

    /** It may write, and stop again, before anybody hears of it. */
    private @Nullable Reached startingFrom() {
        return reached == null && position != null ? new Reached(position, null) : reached;
    }

    /** @param hasAll it has what the other had when that stopped */
    Standing heard(GroupReport report, @Nullable Instant at, boolean hasAll) {
        var isObeyed = report.state() == ReportedState.INACTIVE && report.epoch() >= ordered && !mayServe;
        var stillFenced = fenced && !isBack(report) && !isObeyed;
        var isBeforeOrder = written && report.epoch() < ordered;
        return new Standing(
                node,
                machine,
                ordered,
                mayServe,
                report.state(),
                report.epoch(),
                report.position(),
                report.attested(),
                stillFenced,
                written,
                writtenBefore,
                report.state().isServing()
                        ? isBeforeOrder && (unasked || !hasAll)
                        : unasked && report.state() != ReportedState.INACTIVE,
                report.state().isServing() ? reached(report, at) : reached);
    }

    /** What a person says of it by saying that nothing on the node serves. */
    GroupReport stopped(Group group) {
        return new GroupReport(group, ReportedState.INACTIVE, Math.max(ordered, saidEpoch), null, null);
    }

    Standing cutOff() {
        return new Standing(
                node,
                machine,
                ordered,
                mayServe,
                said,
                saidEpoch,
                position,
                attested,
                true,
                written,
                writtenBefore,
                unasked,
                reached);
    }

    /** The last order to start was kept back: unless one before was given, it serves on nobody's order. */
    Standing spared() {
        var start = reached != null && reached.at() == null && !writtenBefore;
        return writing(writtenBefore, writtenBefore, start ? null : reached);
    }

    /** What is written from now on is written by the owner. */
    Standing settled() {
        return writing(false, mayServe, reached);
    }

    private Standing writing(boolean written, boolean mayServe, @Nullable Reached reached) {
        return new Standing(
                node, machine, ordered, mayServe, said, saidEpoch, position, attested, fenced, written, false, false,
                reached);
    }

    /** Also where it says what it said before it was cut off: it was to serve no more. */
    boolean saysOtherwise(GroupReport report) {
        return report.state() != said || report.epoch() != saidEpoch || restsOnNewWord(report) || isBack(report);
    }

    private boolean isBack(GroupReport report) {
        return fenced && report.state().isServing();
    }

    /** Whether it serves on a person's word that was not known. */
    boolean restsOnNewWord(GroupReport report) {
        var isOfSameEpoch = report.epoch() == saidEpoch;
        return report.attested() != null && !(isOfSameEpoch && report.attested().equals(attested));
    }
}
