package dev.switchover.migration.settlement.domain;

import dev.switchover.migration.customer.domain.CustomerEvent;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import dev.switchover.migration.customer.domain.Proof;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer's time on a node, and whether it is paid for. It ends with the move plus the drain time, in which traffic may
 * still pass the old node. Each customer's are counted as they began. Of its beginning and of its end it is known whether a
 * person stated it, as long as nobody measures them; without a word it begins when he is added.
 */
public record Stay(
        String customer,
        String cluster,
        String node,
        int nth,
        Instant since,
        boolean sinceStated,
        @Nullable Instant until,
        boolean untilStated,
        ZoneId timeZone,
        StayVerdict verdict,
        long uncoveredDays,
        int owed) {

    /** The stay he was added with: it can be told from the others when its beginning was entered wrong. */
    private static final int FIRST = 1;

    public static Stay first(CustomerAdded added, Instant at) {
        var since = added.onSourceSince();
        return begun(
                added.customerId().value(),
                added.cluster(),
                added.node(),
                FIRST,
                since == null ? at : since,
                added.timeZone(),
                since != null);
    }

    /** A customer's stays after one more event, which is not its first. They come in any order. */
    public static List<Stay> after(List<Stay> before, CustomerEvent event) {
        return switch (event) {
            case CustomerMoved moved -> moved(before, moved);
            case CustomerMovedBack back -> movedBack(before, back);
            case CustomerCorrected right -> corrected(before, right);
            case CustomerAdded added -> before;
            case CustomerMoveAnnounced announced -> before;
            case CustomerMoveCalledOff calledOff -> before;
            case CustomerDrained drained -> before;
        };
    }

    /** Whether a person said when it began or when it ended. */
    public boolean stated() {
        return sinceStated || untilStated;
    }

    /** The days of the time on the node, once it has ended. */
    public Period days() {
        if (until == null) {
            throw new IllegalStateException(customer + " is still on " + node);
        }
        return Period.touched(since, until, timeZone);
    }

    /** Whether some of the days are of the time on the node, which goes on for whoever is still there. */
    public boolean touches(Period period) {
        return until == null ? !period.to().isBefore(since.atZone(timeZone).toLocalDate()) : days().overlaps(period);
    }

    /** This stay in the light of all the customer's invoices. */
    public Stay judged(Collection<Coverage.Billed> invoices) {
        if (until == null) {
            return judged(StayVerdict.STILL_THERE, 0, 0);
        }
        var coverage = Coverage.of(days(), invoices);
        var verdict = coverage.settled()
                ? StayVerdict.SETTLED
                : coverage.owed().isEmpty() ? StayVerdict.UNCOVERED : StayVerdict.OWING;
        return judged(verdict, coverage.uncoveredDays(), coverage.owed().size());
    }

    private static List<Stay> moved(List<Stay> before, CustomerMoved moved) {
        var stated = moved.proof() == Proof.ATTESTED;
        var after = new ArrayList<Stay>();
        for (var stay : before) {
            after.add(stay.isOpenOn(moved.from()) ? stay.until(moved.movedAt().plus(moved.drain()), stated) : stay);
        }
        var old = before.getFirst();
        after.add(begun(
                old.customer,
                old.cluster,
                moved.to(),
                before.stream().mapToInt(Stay::nth).max().orElseThrow() + 1,
                moved.movedAt(),
                old.timeZone,
                stated));
        return after;
    }

    /** His days begin and end by the time zone said now, and his first time on a node when it is said now. */
    private static List<Stay> corrected(List<Stay> before, CustomerCorrected right) {
        var since = right.onSourceSince();
        return before.stream()
                .map(stay -> stay.in(right.timeZone()))
                .map(stay -> since != null && stay.nth == FIRST ? stay.begunAt(since) : stay)
                .toList();
    }

    /** The time on the old node goes on as if it had never ended. */
    private static List<Stay> movedBack(List<Stay> before, CustomerMovedBack back) {
        var old = before.stream()
                .filter(stay -> stay.node.equals(back.to()))
                .mapToInt(Stay::nth)
                .max();
        return before.stream()
                .map(stay -> stay.isOpenOn(back.from()) ? stay.until(back.revertedAt(), true) : stay)
                .map(stay -> old.isPresent() && stay.nth == old.getAsInt() ? stay.until(null, false) : stay)
                .toList();
    }

    private boolean isOpenOn(String node) {
        return until == null && this.node.equals(node);
    }

    private static Stay begun(
            String customer,
            String cluster,
            String node,
            int nth,
            Instant since,
            ZoneId timeZone,
            boolean sinceStated) {
        return new Stay(
                customer, cluster, node, nth, since, sinceStated, null, false, timeZone, StayVerdict.STILL_THERE, 0, 0);
    }

    private Stay in(ZoneId zone) {
        return new Stay(
                customer,
                cluster,
                node,
                nth,
                since,
                sinceStated,
                until,
                untilStated,
                zone,
                verdict,
                uncoveredDays,
                owed);
    }

    private Stay begunAt(Instant when) {
        return new Stay(
                customer, cluster, node, nth, when, true, until, untilStated, timeZone, verdict, uncoveredDays, owed);
    }

    private Stay until(@Nullable Instant end, boolean stated) {
        return new Stay(
                customer, cluster, node, nth, since, sinceStated, end, stated, timeZone, verdict, uncoveredDays, owed);
    }

    private Stay judged(StayVerdict verdict, long uncoveredDays, int owed) {
        return new Stay(
                customer,
                cluster,
                node,
                nth,
                since,
                sinceStated,
                until,
                untilStated,
                timeZone,
                verdict,
                uncoveredDays,
                owed);
    }
}
