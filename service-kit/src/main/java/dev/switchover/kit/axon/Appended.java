package dev.switchover.kit.axon;

import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** What the commands of the current request have appended, once their transactions have committed. */
@Singleton
public class Appended {

    private final AppendedInRequest inRequest;

    Appended(AppendedInRequest inRequest) {
        this.inRequest = inRequest;
    }

    public List<DomainEventMessage<?>> events() {
        return isInRequest() ? List.copyOf(inRequest.events()) : List.of();
    }

    MessageDispatchInterceptor<EventMessage<?>> noting() {
        return messages -> {
            if (CurrentUnitOfWork.isStarted() && isInRequest()) {
                CurrentUnitOfWork.get().root().afterCommit(unit -> messages.forEach(this::note));
            }
            return (index, message) -> message;
        };
    }

    private void note(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> event && isInRequest()) {
            inRequest.events().add(event);
        }
    }

    private static boolean isInRequest() {
        return Arc.container().requestContext().isActive();
    }
}
