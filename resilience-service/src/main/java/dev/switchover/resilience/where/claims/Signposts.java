package dev.switchover.resilience.where.claims;

import dev.switchover.resilience.where.domain.Signpost;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The names of all deployments, read every few seconds: what was read last stays while the database is away. */
@Singleton
public class Signposts {

    private static final int BEFORE_PORTS = 200;
    private static final int EVERY_SECONDS = 2;

    private static final String ALL = """
            select deployment,
                   definition #>> '{main,id}' as main,
                   definition #>> '{standby,id}' as standby,
                   definition #>> '{cc,main,fqdn}' as cc_of_main,
                   definition #>> '{cc,standby,fqdn}' as cc_of_standby,
                   definition #>> '{edge,fqdn}' as edge,
                   coalesce((definition ->> 'drill')::boolean, false) as drill
            from claims.deployment
            """;

    private final Jdbi database;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("signposts").daemon().factory());
    private volatile Map<String, Signpost> known = Map.of();

    Signposts(Jdbi database) {
        this.database = database;
    }

    public Optional<Signpost> of(String deployment) {
        return Optional.ofNullable(known.get(deployment));
    }

    void start(@Observes @Priority(BEFORE_PORTS) StartupEvent starting) {
        read();
        var unused = clockwork.scheduleWithFixedDelay(this::read, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        clockwork.shutdownNow();
    }

    private void read() {
        try {
            known = database.withHandle(handle -> handle.createQuery(ALL).mapTo(Signpost.class).stream()
                    .collect(Collectors.toUnmodifiableMap(Signpost::deployment, signpost -> signpost)));
        } catch (RuntimeException e) {
            Log.debugf("The names of deployments stay as they were: %s", e.getMessage());
        }
    }
}
