package dev.switchover.migration;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.axon.ServiceSetup;
import dev.switchover.migration.integration.MigrationNoticePublisher;
import dev.switchover.migration.migration.domain.Migration;
import dev.switchover.migration.migration.domain.MigrationEvent;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.WaveEvent;
import jakarta.inject.Singleton;

/**
 * What runs in this service. Each capability brings its own part, a {@code Capability} beside its rooms; here stand the
 * migration itself, which uses all of them, and the notices.
 */
@Singleton
class MigrationSetup implements ServiceSetup {

    private final MigrationNoticePublisher notices;

    MigrationSetup(MigrationNoticePublisher notices) {
        this.notices = notices;
    }

    @Override
    public String service() {
        return "migration";
    }

    @Override
    public EventNames events() {
        return EventNames.of(MigrationEvent.class, WaveEvent.class, RemovalEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Migration.class).notices(notices);
    }
}
