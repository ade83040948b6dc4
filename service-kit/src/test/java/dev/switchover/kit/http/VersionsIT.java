package dev.switchover.kit.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people who edit the same thing do not overwrite each other unseen. */
@QuarkusTest
class VersionsIT {

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.operator()).contentType("application/json");
    }

    private static Response write(String ifMatch, String text) {
        return operator()
                .header("If-Match", ifMatch)
                .body("{\"text\":\"" + text + "\"}")
                .put("/things/note");
    }

    private static String tag() {
        return operator().get("/things/note").header("ETag");
    }

    @Test
    void whoHasSeenTheLatestWrites() {
        var seen = tag();

        var written = write(seen, "mine");

        written.then().statusCode(204).header("ETag", equalTo(tag()));
        operator().get("/things/note").then().body("text", equalTo("mine"));
    }

    @Test
    void whoHasSeenAnOlderOneIsRefusedAndToldTheCurrent() {
        var seen = tag();
        write(seen, "first").then().statusCode(204);

        write(seen, "second")
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .header("ETag", equalTo(tag()))
                .body("type", equalTo("/problems/stale-version"))
                .body("version", equalTo(Integer.parseInt(tag().replace("\"", ""))));

        operator().get("/things/note").then().body("text", equalTo("first"));
    }

    @Test
    void whoSaysNothingOrAnythingWrites() {
        operator().body("{\"text\":\"plain\"}").put("/things/note").then().statusCode(204);
        write("*", "star").then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"seven\"", "W/\"7\"", "\"1\", \"2\"", "\"-1\"", "\"9999999999999999999\"", "\"\""})
    void aTagThatIsNoneOfOursIsRefused(String tag) {
        write(tag, "text")
                .then()
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo("If-Match"));
    }
}
