package dev.switchover.migration.migration.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The second person agrees to what was asked, or to nothing. */
@QuarkusTest
class OutdatedOverrideIT {

    private static final String OVERRIDE =
            "\"override\": {\"gates\": [\"suppliers-authorised\"], \"reason\": \"only one\"}";

    private final Commands commands;
    private final Clock clock;

    OutdatedOverrideIT(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Test
    void anotherWaveOfTheSameNameIsAnotherWave() {
        var world = world();
        plan(world, 1);
        var operation = asked(world, "/waves/w/start", OVERRIDE);
        Eventually.holds(() ->
                world.get("/operations/" + operation).body("steps[0].description", containsString(world.customer(1))));
        world.post(world.at("/waves/w/withdraw"), "{\"reason\": \"too few\"}").statusCode(204);
        plan(world, 1, 3);

        approve(operation)
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("detail", containsString(world.customer(3)));

        assertThat(world.wave(0, "phase")).isEqualTo("PLANNED");
        ended(world, operation, "REJECTED");
        approve(operation).statusCode(409).body("type", equalTo("/problems/override-closed"));
    }

    @Test
    void theSameWavePlannedAnewIsTheSame() {
        var world = world();
        plan(world, 1);
        var operation = asked(world, "/waves/w/start", OVERRIDE);
        world.post(world.at("/waves/w/withdraw"), "{\"reason\": \"a mistake\"}").statusCode(204);
        plan(world, 1);
        approve(operation).statusCode(204);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
    }

    @Test
    void aDateThatHasPassedMeanwhileIsNobodysDate() {
        var world = world();
        plan(world, 1);
        var due = clock.instant().plus(Duration.ofSeconds(2));
        var operation = asked(world, "/waves/w/start", "\"due\": \"" + due + "\", " + OVERRIDE);
        World.eventually(() -> clock.instant().isAfter(due));

        approve(operation)
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("detail", containsString("passed"));

        assertThat(world.wave(0, "phase")).isEqualTo("PLANNED");
        ended(world, operation, "REJECTED");
    }

    @Test
    void whatIsDoneAlreadyIsNotDoneOnceMore() {
        var world = world();
        plan(world, 1);
        var first = asked(world, "/waves/w/start", OVERRIDE);
        var second = asked(world, "/waves/w/start", OVERRIDE);
        approve(first).statusCode(204);
        approve(second).statusCode(409).body("type", equalTo("/problems/override-outdated"));
        ended(world, second, "REJECTED");
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));

        world.post(world.at("/waves/w/start"), "{" + OVERRIDE + "}")
                .statusCode(202)
                .body("operation", equalTo("wave." + world.migration + ".w"));
    }

    @Test
    void thoseWhoCameBackToTheSourceWereNotAskedFor() {
        var world = world();
        var operation = asked(
                world,
                "/remove-source",
                "\"override\": {\"gates\": [\"customers-moved\"], \"reason\": \"three of them left\"}");
        world.customers(4);
        approve(operation)
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("detail", containsString("4"));
        world.status().body("phase", equalTo("RUNNING"));
    }

    private World world() {
        var world = new World(commands, clock).replicated().customers(3);
        world.trunkByAddress();
        return world.running();
    }

    private static void plan(World world, int... members) {
        var names = new StringBuilder();
        for (int member : members) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append('"')
                    .append(world.customer(member))
                    .append('"');
        }
        world.post(world.at("/waves"), "{\"id\": \"w\", \"customers\": [" + names + "]}")
                .statusCode(201);
    }

    private static String asked(World world, String path, String body) {
        return world.post(world.at(path), "{" + body + "}")
                .statusCode(202)
                .extract()
                .path("operation");
    }

    private static ValidatableResponse approve(String operation) {
        return given().auth()
                .oauth2(Tokens.approver())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/operations/" + operation + "/approve")
                .then();
    }

    private static void ended(World world, String operation, String outcome) {
        Eventually.holds(() -> world.get("/operations/" + operation)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo(outcome)));
    }
}
