package dev.switchover.kit.http;

import dev.switchover.kit.axon.CommandGuard;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Carries a command out only if the thing still has the version that the request's {@code If-Match} names. It looks twice:
 * first, so that who has not seen the latest is told that and not what follows from it; and again when the command has
 * decided, for whoever changes the thing after that look takes the same place in its stream, and one of the two is tried
 * again.
 */
@Singleton
public class SeenVersionHolds implements CommandGuard {

    private final Map<String, Versioned> kinds;

    SeenVersionHolds(@All List<Versioned> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(Versioned::kind, Function.identity()));
    }

    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
            throws Exception {
        demand();
        var result = chain.proceed();
        demand();
        return result;
    }

    /** Refuses with 412 if the request insists on another version. */
    void demand() {
        SeenVersion.current().ifPresent(seen -> of(seen.kind())
                .version(seen.id())
                .ifPresent(current -> Versions.require(seen.version(), current)));
    }

    private Versioned of(String kind) {
        var versioned = kinds.get(kind);
        if (versioned == null) {
            throw new IllegalStateException("Nobody tells the version of a " + kind);
        }
        return versioned;
    }
}
