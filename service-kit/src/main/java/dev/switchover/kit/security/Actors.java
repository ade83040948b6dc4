package dev.switchover.kit.security;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Knows whose request the current thread carries out. */
@Singleton
public class Actors {

    private static final ThreadLocal<@Nullable Actor> ACTING = new ThreadLocal<>();

    private final SecurityIdentity identity;
    private final Motive motive;

    Actors(SecurityIdentity identity, Motive motive) {
        this.identity = identity;
        this.motive = motive;
    }

    /** The person or machine behind the current request; empty in processors, deeds and listeners. */
    public Optional<Actor> current() {
        var acting = ACTING.get();
        if (acting != null) {
            return Optional.of(acting);
        }
        if (!Arc.container().requestContext().isActive() || identity.isAnonymous()) {
            return Optional.empty();
        }
        var name = identity.getPrincipal().getName();
        return Optional.of(new Actor(name, identity.getRoles(), motive.reason(), motive.ticket()));
    }

    /** The current actor in a resource, where there is always one. */
    public Actor get() {
        return current().orElseThrow(() -> new IllegalStateException("no actor: not within an authenticated request"));
    }

    /** Carries something out in the name of another, as an approved override runs for the one who asked for it. */
    public <T> T as(Actor actor, Supplier<T> work) {
        var before = ACTING.get();
        ACTING.set(actor);
        try {
            return work.get();
        } finally {
            if (before == null) {
                ACTING.remove();
            } else {
                ACTING.set(before);
            }
        }
    }
}
