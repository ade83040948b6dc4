package dev.switchover.kit.override;

import dev.switchover.kit.override.OverrideCommand.ApproveOverride;
import dev.switchover.kit.override.OverrideCommand.ExpireOverride;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideExpired;
import dev.switchover.kit.override.OverrideEvent.OverrideOutdated;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.problem.Rejection;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class GateOverrideTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final OverrideId ID = new OverrideId("o1");
    private static final OverrideRequested REQUESTED = new OverrideRequested(
            ID,
            "migration.remove-source",
            "{}",
            "migration/m1",
            List.of("customers-moved"),
            "why",
            null,
            "olga",
            List.of(Fact.binding("customers on a", "1"), new Fact("lag", "2 s", false)),
            NOON);

    private final FixtureConfiguration<GateOverride> override = new AggregateTestFixture<>(GateOverride.class);

    @Test
    void aSecondPersonApprovesInTime() {
        override.given(REQUESTED)
                .when(new ApproveOverride(ID, "anna", now("1"), NOON))
                .expectEvents(new OverrideApproved(ID, "anna"))
                .expectResultMessagePayload(List.of());
    }

    @Test
    void whatIsNoLongerWhatWasAskedIsNotApproved() {
        var changes = List.of("customers on a: 1 when it was asked, 8 now");
        override.given(REQUESTED)
                .when(new ApproveOverride(ID, "anna", now("8"), NOON))
                .expectEvents(new OverrideOutdated(ID, "anna", "migration.remove-source", "migration/m1", changes))
                .expectResultMessagePayload(changes);
    }

    /** Those stored before it was noted. */
    @Test
    void whereNothingWasNotedNothingCanHaveChanged() {
        var old = new OverrideRequested(
                ID, "migration.decommission", "{}", "migration/m1", List.of("g"), "why", null, "olga", List.of(), NOON);
        override.given(old)
                .when(new ApproveOverride(ID, "anna", now("8"), NOON))
                .expectEvents(new OverrideApproved(ID, "anna"));
    }

    private static List<Fact> now(String customers) {
        return List.of(Fact.binding("customers on a", customers), new Fact("lag", "9 s", false));
    }

    @Test
    void afterThatItIsTooLate() {
        override.given(REQUESTED)
                .when(new ApproveOverride(ID, "anna", now("1"), NOON.plusSeconds(1)))
                .expectException(Rejection.class);
    }

    @Test
    void isOverOnceItsTimeIsAndNotBefore() {
        override.given(REQUESTED)
                .when(new ExpireOverride(ID, NOON.minusSeconds(1)))
                .expectNoEvents();
        override.given(REQUESTED)
                .when(new ExpireOverride(ID, NOON))
                .expectEvents(new OverrideExpired(ID, "migration.remove-source", "migration/m1"));
        override.given(REQUESTED, new OverrideApproved(ID, "anna"))
                .when(new ExpireOverride(ID, NOON))
                .expectNoEvents();
    }

    @Test
    void theSamePersonIsNoSecondOne() {
        override.given(REQUESTED)
                .when(new ApproveOverride(ID, "olga", now("1"), NOON))
                .expectException(Rejection.class);
    }
}
