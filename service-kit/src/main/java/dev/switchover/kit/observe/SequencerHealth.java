package dev.switchover.kit.observe;

import dev.switchover.eventstore.Sequencer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether events get their places in the log. */
@Readiness
@ApplicationScoped
class SequencerHealth implements HealthCheck {

    private final Sequencer sequencer;

    SequencerHealth(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    @Override
    public HealthCheckResponse call() {
        var status = sequencer.status();
        var health = HealthCheckResponse.named("sequencer")
                .status(status.connected())
                .withData("position", status.position())
                .withData("unsequenced", status.unsequenced())
                .withData("oldestUnsequenced", status.oldestUnsequenced().toString());
        status.oldestTransaction().ifPresent(age -> health.withData("oldestTransaction", age.toString()));
        status.trouble().ifPresent(trouble -> health.withData("trouble", trouble));
        return health.build();
    }
}
