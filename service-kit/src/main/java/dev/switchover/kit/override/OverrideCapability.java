package dev.switchover.kit.override;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.deed.Deeds;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What runs for overrides, in every service. */
@Singleton
class OverrideCapability implements Capability {

    private final Jdbi database;
    private final Deeds deeds;
    private final Clock clock;

    OverrideCapability(Jdbi database, Deeds deeds, Clock clock) {
        this.database = database;
        this.deeds = deeds;
        this.clock = clock;
    }

    @Override
    public EventNames events() {
        return EventNames.of(OverrideEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(GateOverride.class)
                .policy(new ExpireWhenOverrideRequested(deeds, clock))
                .view(OverrideProjection.GROUP, tables -> new OverrideProjection(new OverrideTable(database, tables)));
    }
}
