package dev.switchover.kit.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as it was given the first time. */
record StoredAnswer(
        int status,
        Map<String, List<String>> headers,
        @Nullable String body) {

    /** One that says "try again" is not. */
    boolean isFinal() {
        return status < 500 && !headers.containsKey(HttpHeaders.RETRY_AFTER);
    }

    /** Marked, for what it says of the world may be over by now. */
    Response replayed() {
        var answer = Response.status(status).entity(body);
        headers.forEach((name, values) -> values.forEach(value -> answer.header(name, value)));
        return answer.header(IdempotencyFilter.REPLAYED, true).build();
    }
}
