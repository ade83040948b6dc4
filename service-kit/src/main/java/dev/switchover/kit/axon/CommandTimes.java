package dev.switchover.kit.axon;

import dev.switchover.kit.problem.Rejection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** How long commands take from outside, retries included, and how they end. */
@Singleton
class CommandTimes {

    private final MeterRegistry meters;

    CommandTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    <T> T measure(String command, Supplier<T> work) {
        var began = System.nanoTime();
        var outcome = "failed";
        try {
            var result = work.get();
            outcome = "done";
            return result;
        } catch (Rejection e) {
            outcome = "refused";
            throw e;
        } finally {
            Timer.builder("switchover.commands")
                    .tag("command", command)
                    .tag("outcome", outcome)
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - began));
        }
    }
}
