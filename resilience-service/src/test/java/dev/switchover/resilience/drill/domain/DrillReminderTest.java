package dev.switchover.resilience.drill.domain;

import dev.switchover.resilience.drill.domain.DrillCommand.CallForDrill;
import dev.switchover.resilience.drill.domain.DrillEvent.DrillCalledFor;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class DrillReminderTest {

    private static final Instant SINCE = Instant.parse("2026-01-01T10:00:00Z");
    private static final Duration QUARTER = Duration.ofDays(90);
    private static final DrillReminderId ID = DrillReminderId.of("north", SINCE);
    private static final CallForDrill CALL = new CallForDrill(ID, "north", SINCE, true, QUARTER);
    private static final DrillCalledFor CALLED = new DrillCalledFor(ID, "north", SINCE, true, QUARTER);

    private final AggregateTestFixture<DrillReminder> reminder = new AggregateTestFixture<>(DrillReminder.class);

    @Test
    void itIsGiven() {
        reminder.givenNoPriorActivity().when(CALL).expectEvents(CALLED);
    }

    @Test
    void againChangesNothing() {
        reminder.given(CALLED).when(CALL).expectNoEvents();
    }
}
