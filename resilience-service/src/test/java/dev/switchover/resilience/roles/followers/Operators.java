package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import java.util.List;
import java.util.UUID;

/** People who command one running instance of the service, and see to it that it is done. */
record Operators(int port) {

    void define(String body) {
        send(Tokens.admin(), "/deployments", body).statusCode(201);
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
        send(Tokens.operator(), task + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
    }

    /** Nothing goes on without a person. */
    void waits(String deployment, int run) {
        Eventually.holds(() -> assertThat(operation(deployment, run).<String>path("state"))
                .as(() -> operation(deployment, run).asString())
                .isEqualTo("WAITING"));
    }

    void cancel(String deployment, int run) {
        send(Tokens.operator(), "/operations/run." + deployment + "." + run + "/cancel", "{}")
                .statusCode(204);
    }

    void attest(String deployment, int run, String node) {
        waits(deployment, run);
        send(Tokens.operator(), "/deployments/" + deployment + "/switchovers/" + run + "/attestations", """
                {"gate": "old-node-fenced", "node": "%s", "evidence": "its power is off"}
                """.formatted(
                                node))
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
    Answer told(String path) {
        return anybody().get(path);
    }

    private Answer operation(String deployment, int run) {
        return get("/operations/run." + deployment + "." + run);
    }

    /** Pressed again while it is refused: on a busy machine a node's last answer may be too old for a while. */
    private int run(String path, String body) {
        return Eventually.answers(() -> send(Tokens.operator(), path, body), answer -> answer.statusCode() != 409)
                .statusCode(202)
                .path("run");
    }

    private Answer get(String path) {
        return Request.as(Tokens.operator()).port(port).get(path);
    }

    /** Sent again if a connection of before an outage failed it: the key says that it is the same. */
    private Answer send(String token, String path, String body) {
        var key = UUID.randomUUID().toString();
        return Eventually.answers(
                () -> Request.as(token)
                        .port(port)
                        .header("Idempotency-Key", key)
                        .body(body)
                        .post(path),
                response -> response.statusCode() < 500);
    }

    private Request anybody() {
        return Request.ofNobody().port(port);
    }
}
