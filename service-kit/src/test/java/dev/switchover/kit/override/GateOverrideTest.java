package dev.switchover.kit.override;

import dev.switchover.kit.override.OverrideCommand.ApproveOverride;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
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
            ID, "migration.remove-source", "{}", "migration/m1", List.of("customers-moved"), "why", null, "olga", NOON);

    private final FixtureConfiguration<GateOverride> override = new AggregateTestFixture<>(GateOverride.class);

    @Test
    void aSecondPersonApprovesInTime() {
        override.given(REQUESTED)
                .when(new ApproveOverride(ID, "anna", NOON))
                .expectEvents(new OverrideApproved(ID, "anna"))
                .expectResultMessagePayload(REQUESTED);
    }

    @Test
    void afterThatItIsTooLate() {
        override.given(REQUESTED)
                .when(new ApproveOverride(ID, "anna", NOON.plusSeconds(1)))
                .expectException(Rejection.class);
    }

    @Test
    void theSamePersonIsNoSecondOne() {
        override.given(REQUESTED).when(new ApproveOverride(ID, "olga", NOON)).expectException(Rejection.class);
    }
}
