package dev.switchover.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a service answered; the body is missing where there was none. */
public record Answer(
        String request,
        int status,
        @Nullable String location,
        @Nullable String link,
        JsonNode body) {

    public boolean succeeded() {
        return status / 100 == 2;
    }

    /** The last part of the problem's type. */
    public String problem() {
        return body.path("type").asText().replaceFirst(".*/", "");
    }

    /** The gates that refuse. */
    public List<String> gates() {
        return StreamSupport.stream(body.path("gates").spliterator(), false)
                .map(gate -> gate.path("id").asText())
                .toList();
    }

    /** Why it was refused, in one line. */
    public String reason() {
        var line = new StringBuilder(status + " " + problem() + ": "
                + body.path("detail").asText(body.path("title").asText()));
        body.path("gates")
                .forEach(gate -> line.append(" [%s %s: %s → %s]"
                        .formatted(
                                gate.path("id").asText(),
                                gate.path("verdict").asText(),
                                gate.path("measured").asText(),
                                gate.path("remedy").asText())));
        return line.toString();
    }
}
