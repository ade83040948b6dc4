package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second person agrees to what was asked, or to nothing. */
@QuarkusTest
class OutdatedOverrideIT {

    private static final String OVERRIDE = AskedOverride.setAside("suppliers-authorised");

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
        var operation = AskedOverride.of(world, "/waves/w/start", OVERRIDE);
        operation.says(world.customer(1));
        world.post(world.at("/waves/w/withdraw"), "{\"reason\": \"too few\"}").statusCode(204);
        plan(world, 1, 3);

        operation
                .approve()
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("detail", containsString(world.customer(3)));

        assertThat(world.wave(0, "phase")).isEqualTo("PLANNED");
        operation.ended("REJECTED");
        operation.approve().statusCode(409).body("type", equalTo("/problems/override-closed"));
    }

    @Test
    void theSameWavePlannedAnewIsTheSame() {
        var world = world();
        plan(world, 1);
        var operation = AskedOverride.of(world, "/waves/w/start", OVERRIDE);
        world.post(world.at("/waves/w/withdraw"), "{\"reason\": \"a mistake\"}").statusCode(204);
        plan(world, 1);
        operation.approve().statusCode(204);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
    }

    @Test
    void aDateThatHasPassedMeanwhileIsNobodysDate() {
        var world = world();
        plan(world, 1);
        var due = clock.instant().plus(Duration.ofSeconds(2));
        var operation = AskedOverride.of(world, "/waves/w/start", "\"due\": \"" + due + "\", " + OVERRIDE);
        World.eventually(() -> clock.instant().isAfter(due));

        operation
                .approve()
                .statusCode(409)
                .body("type", equalTo("/problems/override-outdated"))
                .body("detail", containsString("passed"));

        assertThat(world.wave(0, "phase")).isEqualTo("PLANNED");
        operation.ended("REJECTED");
    }

    @Test
    void whatIsDoneAlreadyIsNotDoneOnceMore() {
        var world = world();
        plan(world, 1);
        var first = AskedOverride.of(world, "/waves/w/start", OVERRIDE);
        var second = AskedOverride.of(world, "/waves/w/start", OVERRIDE);
        first.approve().statusCode(204);
        second.approve().statusCode(409).body("type", equalTo("/problems/override-outdated"));
        second.ended("REJECTED");
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));

        world.post(world.at("/waves/w/start"), "{" + OVERRIDE + "}")
                .statusCode(202)
                .body("operation", equalTo("wave." + world.migration + ".w"));
    }

    @Test
    void aDateThatHasPassedIsNotAskedFor() {
        var world = world();
        plan(world, 1);
        var due = "\"due\": \"" + clock.instant().minus(Duration.ofDays(1)) + "\"";
        for (var body : List.of(due, due + ", " + OVERRIDE)) {
            world.post(world.at("/waves/w/start"), "{" + body + "}")
                    .statusCode(422)
                    .body("type", equalTo("/problems/dates-reversed"))
                    .body("errors[0].field", equalTo("due"));
        }
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
}
