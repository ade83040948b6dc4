package dev.switchover.resilience;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The REST face as its tests use it. */
public final class Calls {

    private Calls() {}

    public static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token).contentType("application/json");
    }

    public static Response admin(String path, String body) {
        return as(Tokens.admin()).body(body).post(path);
    }

    public static Response post(String path, String body) {
        return as(Tokens.operator()).body(body).post(path);
    }

    public static Response get(String path) {
        return as(Tokens.operator()).get(path);
    }

    /** Waits until the answer holds this at the path; says nothing of the answers before. */
    public static void becomes(String at, String path, @Nullable Object value) {
        Eventually.holds(() -> {
            var answer = get(at);
            assertThat(answer.<Object>path(path)).as(answer::asString).isEqualTo(value);
        });
    }

    public static ValidatableResponse refused(Response response, int status, String problem) {
        return response.then()
                .statusCode(status)
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
                """.formatted(id, groups)).then().statusCode(201);
        return id;
    }
}
