package dev.switchover.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request to the service under test, in the words of REST Assured, of which a request takes longer than the service needs
 * for its answer: a quarter of the processor time of the services' tests went there.
 */
public final class Request {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .followRedirects(Redirect.NORMAL)
            .build();

    private final int port;
    private final Duration patience;
    private final String query;
    private final List<String> headers;
    private final BodyPublisher body;

    private Request(int port, Duration patience, String query, List<String> headers, BodyPublisher body) {
        this.port = port;
        this.patience = patience;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /** With no token. */
    public static Request ofNobody() {
        return new Request(RestAssured.port, PATIENCE, "", List.of(), BodyPublishers.noBody());
    }

    /** With that token; a body is JSON. */
    public static Request as(String token) {
        return ofNobody().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    /** Of another instance on this machine than that under test. */
    public Request port(int other) {
        return new Request(other, patience, query, headers, body);
    }

    /** Who waits no longer than that for the answer. */
    public Request within(Duration other) {
        return new Request(port, other, query, headers, body);
    }

    /** In place of earlier ones of that name. */
    public Request header(String name, Object... values) {
        var all = new ArrayList<String>();
        for (int i = 0; i < headers.size(); i += 2) {
            if (!headers.get(i).equalsIgnoreCase(name)) {
                all.addAll(headers.subList(i, i + 2));
            }
        }
        for (var value : values) {
            all.addAll(List.of(name, value.toString()));
        }
        return new Request(port, patience, query, all, body);
    }

    public Request contentType(String type) {
        return header("Content-Type", type);
    }

    public Request accept(String type) {
        return header("Accept", type);
    }

    public Request queryParam(String name, Object value) {
        var pair = name + "=" + URLEncoder.encode(value.toString(), UTF_8);
        return new Request(port, patience, (query.isEmpty() ? "?" : query + "&") + pair, headers, body);
    }

    public Request body(String text) {
        return body(text.getBytes(UTF_8));
    }

    /** That as JSON. */
    public Request body(Map<String, ?> members) {
        try {
            return body(JSON.writeValueAsBytes(members));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(members.toString(), e);
        }
    }

    public Request body(byte[] bytes) {
        return new Request(port, patience, query, headers, BodyPublishers.ofByteArray(bytes));
    }

    public Answer get(String path) {
        return send("GET", path);
    }

    public Answer head(String path) {
        return send("HEAD", path);
    }

    public Answer post(String path) {
        return send("POST", path);
    }

    public Answer put(String path) {
        return send("PUT", path);
    }

    public Answer delete(String path) {
        return send("DELETE", path);
    }

    /** A path, or a whole address; it goes out as it is given, so what it may not contain has to be encoded. */
    public Answer send(String method, String path) {
        var uri = URI.create("http://localhost:" + port).resolve(path + query);
        var request = HttpRequest.newBuilder(uri).method(method, body).timeout(patience);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        try {
            return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted at " + method + " " + path, e);
        }
    }
}
