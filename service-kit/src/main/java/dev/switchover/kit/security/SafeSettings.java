package dev.switchover.kit.security;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** Refuses to start a production service with settings that would leave it open. */
@Singleton
class SafeSettings {

    private final Config config;
    private final Endpoints endpoints;

    SafeSettings(Config config, Endpoints endpoints) {
        this.config = config;
        this.endpoints = endpoints;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            refuse(dangers(config, endpoints.all()));
        }
    }

    private static void refuse(List<String> dangers) {
        if (!dangers.isEmpty()) {
            throw new IllegalStateException("Not started, for safety: " + String.join(" ", dangers));
        }
    }

    static List<String> dangers(Config config, List<Endpoint> endpoints) {
        var dangers = new ArrayList<String>();
        var issuer = text(config, "quarkus.oidc.auth-server-url");
        var key = text(config, "quarkus.oidc.public-key");
        var local = config.getOptionalValue("switchover.local", Boolean.class).orElse(false);
        if (issuer.isEmpty() && key.isEmpty()) {
            dangers.add("No token can be checked: set quarkus.oidc.auth-server-url.");
        }
        if (key.isPresent() && !local) {
            dangers.add("quarkus.oidc.public-key is for switchover.local=true; production needs an issuer.");
        }
        issuer.filter(url -> url.startsWith("http://") && !local)
                .ifPresent(url -> dangers.add("quarkus.oidc.auth-server-url must be https."));
        if (text(config, "quarkus.oidc.token.audience")
                .filter(audience -> !audience.equals("any"))
                .isEmpty()) {
            dangers.add("quarkus.oidc.token.audience must name us.");
        }
        off(config, "quarkus.oidc.tenant-enabled", dangers);
        off(config, "quarkus.oidc.enabled", dangers);
        off(config, "quarkus.security.jaxrs.deny-unannotated-endpoints", dangers);
        text(config, "quarkus.oidc.tls.verification")
                .filter(how -> how.equalsIgnoreCase("none"))
                .ifPresent(how -> dangers.add("quarkus.oidc.tls.verification must not be none."));
        text(config, "quarkus.http.cors.origins")
                .filter(origins -> origins.contains("*"))
                .ifPresent(origins -> dangers.add("quarkus.http.cors.origins must name the origins."));
        endpoints.stream()
                .filter(endpoint -> !endpoint.open() && endpoint.roles().isEmpty())
                .forEach(endpoint -> dangers.add(endpoint.method() + " " + endpoint.path() + " carries no role."));
        return dangers;
    }

    private static Optional<String> text(Config config, String setting) {
        return config.getOptionalValue(setting, String.class).filter(value -> !value.isBlank());
    }

    private static void off(Config config, String setting, List<String> dangers) {
        if (!config.getOptionalValue(setting, Boolean.class).orElse(true)) {
            dangers.add(setting + " must not be false.");
        }
    }
}
