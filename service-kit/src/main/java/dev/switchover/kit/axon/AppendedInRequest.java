package dev.switchover.kit.axon;

import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.eventhandling.DomainEventMessage;

/** The request's own list. */
@RequestScoped
class AppendedInRequest {

    private final List<DomainEventMessage<?>> events = new CopyOnWriteArrayList<>();

    List<DomainEventMessage<?>> events() {
        return events;
    }
}
