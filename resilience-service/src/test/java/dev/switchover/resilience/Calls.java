package dev.switchover.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The REST face as its tests use it. */
public final class Calls {

    private Calls() {}

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static Request as(String token) {
        return Request.as(token).contentType("application/json");
    }

    public static Answer admin(String path, String body) {
        return as(Tokens.admin()).body(body).post(path);
    }

    public static Answer post(String path, String body) {
        return as(Tokens.operator()).body(body).post(path);
    }

    public static Answer get(String path) {
        return as(Tokens.operator()).get(path);
    }

    /** Waits until the answer holds this at the path; says nothing of the answers before. */
    public static void becomes(String at, String path, @Nullable Object value) {
        Eventually.holds(() -> {
            var answer = get(at);
            assertThat(answer.<Object>path(path)).as(answer::asString).isEqualTo(value);
        });
    }

    public static Answer refused(Answer response, int status, String problem) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + problem));
    }

    /** A pair a and b whose nodes are asked by hand; returns its id. */
    public static String manual(String groups) {
        var id = unique("d");
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": %s, "drain": "PT0S",
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}}}
                """.formatted(id, groups)).statusCode(201);
        return id;
    }
}
