package dev.switchover.kit.http;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current request, where it carries an {@code Idempotency-Key}: counts what it does, in order. */
@RequestScoped
public class IdempotentRequest {

    private @Nullable String id;
    private int commands;
    private int names;

    static Optional<IdempotentRequest> current() {
        var container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return Optional.empty();
        }
        return Optional.of(container.instance(IdempotentRequest.class).get()).filter(IdempotentRequest::hasKey);
    }

    void begin(String requestId) {
        id = requestId;
    }

    boolean hasKey() {
        return id != null;
    }

    String id() {
        if (id == null) {
            throw new IllegalStateException("The request has no Idempotency-Key");
        }
        return id;
    }

    int nextCommand() {
        return commands++;
    }

    /** The command was rolled back: its next attempt has the same number. */
    void giveBack() {
        commands--;
    }

    int nextName() {
        return names++;
    }
}
