package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.security.Roles;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.HostileCalls.Call;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever is called however, the caller's fault is a problem in words and never ours. */
@QuarkusTest
@Tag("long")
class HostileCallsIT {

    /**
     * Of so many calls one is made; each in the long form ({@code -Dswitchover.long=true}). A prime, so that with each
     * operation another part of what can be wrong is tried.
     */
    private static final int ONE_OF = Boolean.getBoolean("switchover.long") ? 1 : 7;

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final String token =
            Tokens.of("mallory", Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN);

    @Test
    void nothingBreaksTheService() throws Exception {
        var description = Request.ofNobody().get("/q/openapi?format=json").asString();
        var calls = new HostileCalls(description, known()).all();
        assertThat(calls).hasSizeGreaterThan(1000);
        var broken = IntStream.range(0, calls.size())
                .filter(i -> i % ONE_OF == 0)
                .mapToObj(i -> fault(calls.get(i)))
                .filter(Objects::nonNull)
                .toList();
        assertThat(broken).isEmpty();
    }

    /** Null for an answer that is as it should be. */
    private @Nullable String fault(Call call) {
        var answer = send(call);
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var words = answer.statusCode() < 400 || type.startsWith("application/problem+json");
        return answer.statusCode() < 500 && words
                ? null
                : "%s: %d %s %s".formatted(call, answer.statusCode(), type, answer.body());
    }

    private HttpResponse<String> send(Call call) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + call.path()))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        call.method().toUpperCase(Locale.ROOT),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (Exception e) {
            throw new AssertionError(call.toString(), e);
        }
    }

    private static Map<String, String> known() {
        var cluster = Calls.cluster();
        var migration = Calls.migration(cluster);
        var supplier = Calls.supplier();
        Calls.post("/suppliers/" + supplier + "/trunks", """
                {"id": "main", "cluster": "%s", "authorisation": "IP", "nodes": ["a"]}
                """.formatted(cluster)).statusCode(201);
        return Map.ofEntries(
                Map.entry("m", migration),
                Map.entry("c", cluster),
                Map.entry("cluster", cluster),
                Map.entry("n", "b"),
                Map.entry("node", "a"),
                Map.entry("source", "a"),
                Map.entry("target", "b"),
                Map.entry("s", supplier),
                Map.entry("t", "main"),
                Map.entry("g", "reserve-routes"),
                Map.entry("step", "prepare"));
    }
}
