package dev.switchover.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchover.embedded.Http;
import dev.switchover.local.suite.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One person's hands on one service, as an integrator would write them: plain HTTP, a token, an idempotency key. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OUTAGE = Duration.ofMinutes(3);
    private static final Set<Integer> PASSING = Set.of(502, 503, 504);

    private final Http http = new Http(PATIENCE);
    private final String address;
    private final String token;

    public Api(String address, Tokens tokens, String person) {
        this.address = address;
        this.token = tokens.of(person);
    }

    public Answer get(String path) {
        return send("GET", path, "application/json", "");
    }

    public Answer post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    public Answer put(String path, String json) {
        return send("PUT", path, "application/json", json);
    }

    public Answer upload(String path, String csv) {
        return send("POST", path, "text/csv", csv);
    }

    /** Repeats while the service is away: the idempotency key makes that harmless. */
    private Answer send(String method, String path, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var end = System.nanoTime() + OUTAGE.toNanos();
        while (true) {
            try {
                var response = http.send(request, BodyHandlers.ofString());
                var answer = answer(method + " " + path, response);
                if (!isPassing(answer) || System.nanoTime() > end) {
                    return answer;
                }
            } catch (ConnectException | java.net.http.HttpTimeoutException e) {
                if (System.nanoTime() > end) {
                    throw new UncheckedIOException(method + " " + path + ": nobody answers", e);
                }
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new UncheckedIOException(method + " " + path, e);
                }
            }
            pause();
        }
    }

    /** Also 409 for a request whose first try a crash cut short: its key is held until that one's lease ends. */
    private static boolean isPassing(Answer answer) {
        return PASSING.contains(answer.status()) || answer.problem().equals("request-in-progress");
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer answer(String request, HttpResponse<String> response) throws IOException {
        var headers = response.headers();
        return new Answer(
                request,
                response.statusCode(),
                headers.firstValue("Location")
                        .map(it -> URI.create(it).getRawPath())
                        .orElse(null),
                headers.firstValue("Link").orElse(null),
                json(response.body()));
    }

    private static JsonNode json(String body) throws IOException {
        return body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : MissingNode.getInstance();
    }
}
