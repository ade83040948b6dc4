package dev.switchover.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.embedded.Http;
import dev.switchover.local.suite.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads what a part shows over HTTP. */
final class Reader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Http HTTP = new Http(Duration.ofSeconds(30));

    private Reader() {}

    static JsonNode json(String part, String path) {
        try {
            return JSON.readTree(bytes(part, path));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    static byte[] bytes(String part, String path) {
        var suite = Running.suite();
        var request = HttpRequest.newBuilder(URI.create(suite.record().address(part) + path))
                .header("Authorization", "Bearer " + Tokens.of(suite.home()).of("viewer"));
        try {
            var answer = HTTP.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("GET " + path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
