package dev.switchover.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import io.quarkus.logging.Log;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers a repeated POST as it was answered the first time, without doing it again. */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final String FORM = "[\\x21-\\x7e]{1,255}";

    private final Instance<Idempotency> idempotency; // late: filters are made before the database is there
    private final Body body;
    private final IdempotentRequest idempotent;

    IdempotencyFilter(Instance<Idempotency> idempotency, Body body, IdempotentRequest idempotent) {
        this.idempotency = idempotency;
        this.body = body;
        this.idempotent = idempotent;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var key = request.getHeaderString(HEADER);
        if (key == null) {
            return;
        }
        if (request.getHeaders().getOrDefault(HEADER, List.of()).size() > 1) {
            request.abortWith(unusable(new Offence(HEADER, "once", key, "Given once")));
        } else if (!key.matches(FORM)) {
            request.abortWith(unusable(new Offence(HEADER, "key", key, "1 to 255 visible ASCII characters")));
        } else if (request.getMethod().equals("POST")) {
            var address = request.getUriInfo().getRequestUri();
            var content = content(address.getRawQuery(), request.getHeaderString(HttpHeaders.IF_MATCH));
            idempotency.get().begin(address.getPath(), key, content, idempotent).ifPresent(request::abortWith);
        }
    }

    private static Response unusable(Offence offence) {
        return Problem.of("invalid-request", 400, "The Idempotency-Key cannot be used.")
                .errors(List.of(offence))
                .toResponse();
    }

    /** What must be the same when the key comes again. */
    private String content(@Nullable String query, @Nullable String ifMatch) {
        var bare = Stream.of(String.valueOf(query), Sha256.of(body.bytes()));
        return Sha256.of((ifMatch == null ? bare : Stream.concat(bare, Stream.of(ifMatch))).toArray(String[]::new));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!idempotent.hasKey()) {
            return;
        }
        try {
            var stored = stored(answer);
            idempotency.get().end(idempotent, stored);
        } catch (RuntimeException | JsonProcessingException e) {
            // the effect is safe by its own transaction; only the wording of a repeated answer is lost
            Log.warnf("Answer not kept for its Idempotency-Key: %s", e);
        }
    }

    private StoredAnswer stored(ContainerResponseContext answer) throws JsonProcessingException {
        if (!answer.hasEntity()) {
            return new StoredAnswer(answer.getStatus(), answer.getStringHeaders(), null);
        }
        var text = idempotency.get().text(answer.getEntity());
        var type = answer.getMediaType() == null ? MediaType.APPLICATION_JSON_TYPE : answer.getMediaType();
        answer.setEntity(text, new Annotation[0], type);
        var headers = new HashMap<>(answer.getStringHeaders());
        headers.put(HttpHeaders.CONTENT_TYPE, List.of(type.toString()));
        return new StoredAnswer(answer.getStatus(), headers, text);
    }

    static Response inProgress() {
        return Problem.of("request-in-progress", 409, "The same request is being carried out right now.")
                .remedy("Repeat it shortly with the same Idempotency-Key; it will get the first one's answer.")
                .respond()
                .header("Retry-After", 1)
                .build();
    }

    static Response reused() {
        return Problem.of("idempotency-key-reused", 422, "This Idempotency-Key came with another body before.")
                .remedy("Make a new key for a new request.")
                .toResponse();
    }
}
