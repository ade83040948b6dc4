package dev.switchover.resilience.roles.rest;

import dev.switchover.resilience.roles.RolesConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start a production service whose roles could not be trusted. */
@Singleton
class SafeRoles {

    private final RolesConfig config;
    private final boolean local;

    SafeRoles(RolesConfig config, @ConfigProperty(name = "switchover.local", defaultValue = "false") boolean local) {
        this.config = config;
        this.local = local;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        var dangers = LaunchMode.current() == LaunchMode.NORMAL ? dangers(config, local) : List.of();
        if (!dangers.isEmpty()) {
            throw new IllegalStateException("Not started, for safety: " + dangers);
        }
    }

    static List<String> dangers(RolesConfig config, boolean local) {
        var dangers = new ArrayList<String>();
        var tls = config.tls();
        if (tls.certificate().isPresent() != tls.key().isPresent()) {
            dangers.add("switchover.roles.tls.certificate and switchover.roles.tls.key go together.");
        } else if (tls.certificate().isEmpty() && !local) {
            dangers.add("The role port needs TLS: set switchover.roles.tls.certificate and switchover.roles.tls.key.");
        }
        return dangers;
    }
}
