package dev.switchover.kit.observe;

import dev.switchover.kit.processor.ProcessorState;
import dev.switchover.kit.processor.ProcessorStates;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: processors can be looked at and none is stuck. Lag alone is shown, for old rows are better than none. */
@Readiness
@ApplicationScoped
class ProcessorHealth implements HealthCheck {

    private final ProcessorStates states;

    ProcessorHealth(ProcessorStates states) {
        this.states = states;
    }

    @Override
    public HealthCheckResponse call() {
        var health = HealthCheckResponse.named("processors").up();
        try {
            states.all().forEach(state -> health.withData(state.name(), describe(state)));
        } catch (RuntimeException e) {
            health.down().withData("error", String.valueOf(e.getMessage()));
        }
        return health.build();
    }

    private static String describe(ProcessorState state) {
        var lag = "lag " + state.lag();
        return state.error() == null ? lag : lag + ", stuck: " + state.error();
    }
}
