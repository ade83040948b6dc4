package dev.switchover.kit.override;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for overrides, in every service. */
@Singleton
class OverrideCapability implements Capability {

    private final Jdbi database;

    OverrideCapability(Jdbi database) {
        this.database = database;
    }

    @Override
    public EventNames events() {
        return EventNames.of(OverrideEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(GateOverride.class)
                .view(OverrideProjection.GROUP, tables -> new OverrideProjection(new OverrideTable(database, tables)));
    }
}
