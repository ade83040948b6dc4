package dev.switchover.kit.security;

import dev.switchover.kit.axon.CommandMetadata;
import jakarta.inject.Singleton;
import java.util.Map;

/** Writes who asked, and why, beside each command and so beside each event. */
@Singleton
public class ActorMetadata implements CommandMetadata {

    private final Actors actors;

    ActorMetadata(Actors actors) {
        this.actors = actors;
    }

    @Override
    public Map<String, String> current() {
        return actors.current().map(Actor::metadata).orElse(Map.of());
    }
}
