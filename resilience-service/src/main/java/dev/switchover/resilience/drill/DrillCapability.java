package dev.switchover.resilience.drill;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.resilience.drill.domain.DrillEvent;
import dev.switchover.resilience.drill.domain.DrillReminder;
import dev.switchover.resilience.drill.policy.RemindWhenDrillIsOld;
import jakarta.inject.Singleton;

/** What runs to remind of drills. */
@Singleton
class DrillCapability implements Capability {

    private final RemindWhenDrillIsOld remind;

    DrillCapability(RemindWhenDrillIsOld remind) {
        this.remind = remind;
    }

    @Override
    public EventNames events() {
        return EventNames.of(DrillEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(DrillReminder.class).policy(remind);
    }
}
