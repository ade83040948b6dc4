package dev.switchover.resilience.roles.followers;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;

/** People who command one running instance of the service, and see to it that it is done. */
record Operators(int port) {

    void define(String body) {
        send(Tokens.admin(), "/deployments", body).then().statusCode(201);
    }

    /** Starts a failover or failback; returns its number. */
    int switchover(String deployment, String body) {
        return run("/deployments/" + deployment + "/switchovers", body);
    }

    /** Presses a button of a node; returns the number of the run. */
    int press(String deployment, String node, String button, String body) {
        return run("/deployments/" + deployment + "/nodes/" + node + "/" + button, body);
    }

    /** What an operator was told to do by hand, he says he did. */
    void done(String deployment, int run, int order) {
        var task = "/tasks/step-" + deployment + "-" + run + "-" + order;
        Eventually.holds(() -> assertThat(get(task).statusCode()).as(task).isEqualTo(200));
        send(Tokens.operator(), task + "/done", "{\"evidence\": \"seen it\"}")
                .then()
                .statusCode(204);
    }

    /** Nothing goes on without a person. */
    void waits(String deployment, int run) {
        Eventually.holds(() -> assertThat(operation(deployment, run).<String>path("state"))
                .as(() -> operation(deployment, run).asString())
                .isEqualTo("WAITING"));
    }

    void cancel(String deployment, int run) {
        send(Tokens.operator(), "/operations/run." + deployment + "." + run + "/cancel", "{}")
                .then()
                .statusCode(204);
    }

    void attest(String deployment, int run, String node) {
        waits(deployment, run);
        send(Tokens.operator(), "/deployments/" + deployment + "/switchovers/" + run + "/attestations", """
                {"gate": "old-node-fenced", "node": "%s", "evidence": "its power is off"}
                """.formatted(
                                node))
                .then()
                .statusCode(204);
    }

    void ended(String deployment, int run, String outcome) {
        Eventually.holds(() -> assertThat(operation(deployment, run).<String>path("outcome"))
                .as(() -> operation(deployment, run).asString())
                .isEqualTo(outcome));
    }

    List<String> status(String deployment) {
        return get("/deployments/" + deployment).path("nodes.status");
    }

    List<String> owed(String deployment) {
        return get("/deployments/" + deployment).path("obligations.id");
    }

    /** What anybody is told, without a token. */
    Response told(String path) {
        return anybody().get(path);
    }

    private Response operation(String deployment, int run) {
        return get("/operations/run." + deployment + "." + run);
    }

    private int run(String path, String body) {
        return send(Tokens.operator(), path, body)
                .then()
                .statusCode(202)
                .extract()
                .path("run");
    }

    private Response get(String path) {
        return anybody().auth().oauth2(Tokens.operator()).get(path);
    }

    /** Sent again if a connection of before an outage failed it: the key says that it is the same. */
    private Response send(String token, String path, String body) {
        var key = UUID.randomUUID().toString();
        return Eventually.answers(
                () -> anybody()
                        .auth()
                        .oauth2(token)
                        .contentType("application/json")
                        .header("Idempotency-Key", key)
                        .body(body)
                        .post(path),
                response -> response.statusCode() < 500);
    }

    private RequestSpecification anybody() {
        return given().baseUri("http://127.0.0.1").basePath("").port(port);
    }
}
