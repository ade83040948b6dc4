package dev.switchover.resilience;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.axon.ServiceSetup;
import dev.switchover.resilience.integration.ResilienceNoticePublisher;
import jakarta.inject.Singleton;

/**
 * What the service is called and what it tells the others. Each capability brings its own part: a {@code Capability} beside its rooms, such as {@code
 * DeploymentCapability}.
 */
@Singleton
class ResilienceSetup implements ServiceSetup {

    private final ResilienceNoticePublisher notices;

    ResilienceSetup(ResilienceNoticePublisher notices) {
        this.notices = notices;
    }

    @Override
    public String service() {
        return "resilience";
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
