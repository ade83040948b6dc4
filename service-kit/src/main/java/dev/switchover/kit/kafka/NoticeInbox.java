package dev.switchover.kit.kafka;

import dev.switchover.kit.axon.ServiceSetup;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/** Runs the listeners of this service: each on a thread of its own, as a member of its own consumer group. */
@Singleton
public class NoticeInbox {

    private final List<ListenerLoop> loops;

    NoticeInbox(
            @All List<NoticeListener<?>> listeners,
            NoticeIntake intake,
            DeadLetters deadLetters,
            Broker broker,
            ServiceSetup setup) {
        listeners.forEach(deadLetters::counter);
        this.loops = listeners.stream()
                .map(listener -> new ListenerLoop(listener, setup.service(), broker, intake))
                .toList();
    }

    /** What each listener is stuck at, if it is: {@code name: fault}. */
    public List<String> faults() {
        return loops.stream().flatMap(loop -> loop.fault().stream()).toList();
    }

    void start(@Observes @Priority(11_000) StartupEvent started) {
        loops.forEach(ListenerLoop::start);
    }

    void stop(@Observes @Priority(1) ShutdownEvent stopping) {
        loops.forEach(ListenerLoop::stop);
    }
}
