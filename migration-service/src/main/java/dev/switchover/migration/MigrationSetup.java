package dev.switchover.migration;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.axon.ServiceSetup;
import dev.switchover.migration.integration.MigrationNoticePublisher;
import jakarta.inject.Singleton;

/**
 * What the service is called and what it tells the others. Each capability brings its own part: a {@code Capability}
 * beside its rooms, such as {@code MigrationCapability}.
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
        return EventNames.of();
    }

    @Override
    public void register(Parts parts) {
        parts.notices(notices);
    }
}
