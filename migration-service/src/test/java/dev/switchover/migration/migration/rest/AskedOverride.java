package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import java.util.UUID;

/** An override that waits for the second person. */
record AskedOverride(World world, String operation) {

    /** With what else is asked for, if anything, before the override. */
    static AskedOverride of(World world, String path, String body) {
        return new AskedOverride(
                world,
                world.post(world.at(path), "{" + body + "}").statusCode(202).path("operation"));
    }

    static String setAside(String gates) {
        return "\"override\": {\"gates\": [\"" + gates.replace(", ", "\", \"") + "\"], \"reason\": \"only one\"}";
    }

    Answer approve() {
        return Request.as(Tokens.approver())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/operations/" + operation + "/approve");
    }

    /** It would no longer do what was asked. */
    void isOutdated(String because) {
        approve()
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("detail", containsString(because));
    }

    void says(String what) {
        Eventually.holds(
                () -> world.get("/operations/" + operation).body("steps[0].description", containsString(what)));
    }

    void ended(String outcome) {
        Eventually.holds(() -> world.get("/operations/" + operation)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo(outcome)));
    }
}
