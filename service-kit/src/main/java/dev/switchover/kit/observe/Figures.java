package dev.switchover.kit.observe;

import dev.switchover.eventstore.Sequencer;
import dev.switchover.kit.axon.Processors;
import dev.switchover.kit.processor.ProcessorState;
import dev.switchover.kit.processor.ProcessorStates;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Gauges, measured every few seconds, so that a scrape costs no query. */
@Singleton
class Figures {

    private static final int EVERY_SECONDS = 5;

    private final MeterRegistry meters;
    private final Processors processors;
    private final ProcessorStates states;
    private final Sequencer sequencer;
    private final Jdbi database;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("figures").daemon().factory());
    private final List<Gauge> gauges = new ArrayList<>();
    private volatile Map<String, ProcessorState> measured = Map.of();
    private volatile long deedsDue;

    Figures(MeterRegistry meters, Processors processors, ProcessorStates states, Sequencer sequencer, Jdbi database) {
        this.meters = meters;
        this.processors = processors;
        this.states = states;
        this.sequencer = sequencer;
        this.database = database;
    }

    void start(@Observes @Priority(20_000) StartupEvent started) {
        processors.streams().forEach(stream -> register(stream.name()));
        gauge("switchover.events.unsequenced", store -> store.status().unsequenced());
        gauge("switchover.events.position", store -> store.status().position());
        gauge(
                "switchover.events.oldest.unsequenced.seconds",
                store -> store.status().oldestUnsequenced().toMillis() / 1000.0);
        gauges.add(Gauge.builder("switchover.deeds.due", this, figures -> figures.deedsDue)
                .register(meters));
        var unused = clockwork.scheduleWithFixedDelay(this::measure, 1, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        clockwork.shutdownNow();
        gauges.forEach(meters::remove); // the registry outlives the service where one process starts it again
    }

    private void register(String processor) {
        perProcessor("switchover.processor.lag", processor, ProcessorState::lag);
        perProcessor("switchover.processor.position", processor, ProcessorState::position);
        perProcessor("switchover.processor.stuck", processor, state -> state.error() == null ? 0 : 1);
    }

    private void perProcessor(String name, String processor, ToDoubleFunction<ProcessorState> figure) {
        gauges.add(Gauge.builder(name, this, figures -> figures.of(processor, figure))
                .tag("processor", processor)
                .register(meters));
    }

    private void gauge(String name, ToDoubleFunction<Sequencer> figure) {
        gauges.add(Gauge.builder(name, sequencer, figure).register(meters));
    }

    private double of(String processor, ToDoubleFunction<ProcessorState> figure) {
        var state = measured.get(processor);
        return state == null ? Double.NaN : figure.applyAsDouble(state);
    }

    private void measure() {
        try {
            measured = states.all().stream().collect(Collectors.toMap(ProcessorState::name, state -> state));
            deedsDue = database.withHandle(
                    handle -> handle.createQuery("select count(*) from kit.deed where execution_time <= now()")
                            .mapTo(Long.class)
                            .one());
        } catch (RuntimeException e) {
            Log.debugf("Not measured: %s", e.getMessage());
        }
    }
}
