package dev.switchover.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.Instances;
import dev.switchover.kit.security.Actor;
import dev.switchover.kit.security.Actors;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps answers by Idempotency-Key. Three commits: the key is claimed, each command commits with its result
 * ({@link OncePerKey}), the answer is kept. A crash between them leaves a claim whose holder is soon missed; then the
 * request runs again, its commands return what they returned, {@link Ids} are the same, and so is the answer.
 */
@Singleton
public class Idempotency {

    /** For an instance that lives but has lost the request; a dead one is missed within seconds. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final IdempotencyTable table;
    private final Instances instances;
    private final Actors actors;
    private final Clock clock;
    private final ObjectMapper json;
    private final AtomicLong swept = new AtomicLong();

    /**
     * What this instance carries out now. A claim of its own that is not among them was left behind: by a database that stood
     * still until we no longer waited, and then went on.
     */
    private final Set<String> atWork = ConcurrentHashMap.newKeySet();

    Idempotency(IdempotencyTable table, Instances instances, Actors actors, Clock clock, ObjectMapper json) {
        this.table = table;
        this.instances = instances;
        this.actors = actors;
        this.clock = clock;
        this.json = json;
    }

    /** Begins the request, or gives the answer to it at once. */
    Optional<Response> begin(String path, String key, String bodyHash, IdempotentRequest request) {
        sweep();
        var actor = actors.current().map(Actor::name).orElse("");
        var asked = new IdempotencyTable.Key(Sha256.of(actor, path, key), actor, path, bodyHash);
        var now = clock.instant();
        var alone = atWork.add(asked.id());
        try {
            if (table.claim(asked, new IdempotencyTable.Lease(instances.self(), alone, now, now.plus(LEASE)))) {
                request.begin(asked.id());
                return Optional.empty();
            }
            return Optional.of(table.find(asked).map(Idempotency::known).orElseGet(IdempotencyFilter::inProgress));
        } finally {
            if (alone && !request.hasKey()) {
                atWork.remove(asked.id());
            }
        }
    }

    private static Response known(IdempotencyTable.Taken taken) {
        if (!taken.sameBody()) {
            return IdempotencyFilter.reused();
        }
        var answer = taken.answer();
        return answer == null ? IdempotencyFilter.inProgress() : answer.replayed();
    }

    /** Keeps the answer if it is one to stay. */
    void end(IdempotentRequest request, StoredAnswer answer) {
        try {
            if (answer.isFinal()) {
                table.answer(request.id(), answer);
            } else {
                table.release(request.id(), clock.instant());
            }
        } finally {
            atWork.remove(request.id());
        }
    }

    String text(Object entity) throws JsonProcessingException {
        return entity instanceof String text ? text : json.writeValueAsString(entity);
    }

    private void sweep() {
        var now = clock.instant();
        long last = swept.get();
        if (Instant.ofEpochMilli(last).plus(SWEEP).isBefore(now) && swept.compareAndSet(last, now.toEpochMilli())) {
            table.forget(now.minus(KEPT));
        }
    }
}
