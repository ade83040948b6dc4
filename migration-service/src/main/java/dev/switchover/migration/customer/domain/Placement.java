package dev.switchover.migration.customer.domain;

import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerDrained;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoved;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMovedBack;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A customer as others look it up: where it is, and which move is under way. A fold of its events. */
public record Placement(
        CustomerId customer,
        String party,
        ReachedBy reachedBy,
        @Nullable String domain,
        String cluster,
        String node,
        CustomerStanding state,
        @Nullable String migration,
        @Nullable String wave,
        @Nullable String target,
        @Nullable Instant due,
        @Nullable Instant movedAt,
        Instant onSourceSince,
        boolean sinceStated,
        ZoneId timeZone,
        UUID content) {

    /** {@code at} is when the event happened: the start of the time on the node unless another one was stated. */
    public static Placement of(CustomerAdded added, Instant at) {
        var since = added.onSourceSince();
        return new Placement(
                added.customerId(),
                added.party(),
                added.reachedBy(),
                added.domain(),
                added.cluster(),
                added.node(),
                CustomerStanding.ASSIGNED,
                null,
                null,
                null,
                null,
                null,
                since == null ? at : since,
                since != null,
                added.timeZone(),
                Content.of(added));
    }

    public Placement after(CustomerEvent event) {
        return switch (event) {
            case CustomerAdded added -> this;
            case CustomerCorrected right -> corrected(right);
            case CustomerMoveAnnounced told ->
                moving(CustomerStanding.ANNOUNCED, told.migration(), told.wave(), told.to(), told.due());
            case CustomerMoveCalledOff calledOff -> staying(calledOff.node());
            case CustomerMoved moved -> on(moved.to(), CustomerStanding.MOVED, moved.movedAt());
            case CustomerDrained drained -> on(node, CustomerStanding.DRAINED, movedAt);
            case CustomerMovedBack back -> staying(back.to());
        };
    }

    private Placement corrected(CustomerCorrected right) {
        var since = right.onSourceSince();
        return new Placement(
                customer,
                right.party(),
                right.reachedBy(),
                right.domain(),
                cluster,
                node,
                state,
                migration,
                wave,
                target,
                due,
                movedAt,
                since == null ? onSourceSince : since,
                since != null,
                right.timeZone(),
                Content.of(right.asAdded()));
    }

    private Placement moving(CustomerStanding standing, String migration, String wave, String target, Instant due) {
        return new Placement(
                customer,
                party,
                reachedBy,
                domain,
                cluster,
                node,
                standing,
                migration,
                wave,
                target,
                due,
                null,
                onSourceSince,
                sinceStated,
                timeZone,
                content);
    }

    private Placement on(String node, CustomerStanding standing, @Nullable Instant movedAt) {
        return new Placement(
                customer,
                party,
                reachedBy,
                domain,
                cluster,
                node,
                standing,
                migration,
                wave,
                target,
                due,
                movedAt,
                onSourceSince,
                sinceStated,
                timeZone,
                content);
    }

    /** Migration and wave stay known, so that one can see who went back. */
    private Placement staying(String node) {
        return new Placement(
                customer,
                party,
                reachedBy,
                domain,
                cluster,
                node,
                CustomerStanding.ASSIGNED,
                migration,
                wave,
                null,
                null,
                null,
                onSourceSince,
                sinceStated,
                timeZone,
                content);
    }
}
