package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A wave that was planned by mistake. */
@QuarkusTest
class WithdrawnWaveIT {

    private static final String MISTAKE = "{\"reason\": \"the wrong customers\"}";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    @Test
    void leavesItsMembersAndItsNameFree() {
        var world = new World(commands, clock).replicated().customers(3).running();
        world.attested("dns-ttl-lowered");
        all(world).statusCode(201).body("members", equalTo(3));
        world.post(world.at("/waves/w/withdraw"), MISTAKE).statusCode(204);
        world.post(world.at("/waves/w/withdraw"), MISTAKE).statusCode(204);
        world.get(world.at("/waves")).body("[0].phase", equalTo("WITHDRAWN")).body("[0].startedAt", nullValue());
        world.post(world.at("/waves/w/start"), "{}").statusCode(404);

        world.post(world.at("/waves"), "{\"id\": \"w\", \"customers\": [\"%s\"]}".formatted(world.customer(1)))
                .statusCode(201)
                .body("members", equalTo(1));
        world.get(world.at("/waves")).body("[0].phase", equalTo("PLANNED")).body("[0].members", equalTo(1));
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
    }

    @Test
    void isRefusedOnceMembersAreTold() {
        var world = new World(commands, clock).replicated().customers(2).running();
        world.attested("dns-ttl-lowered");
        all(world).statusCode(201);
        world.post(world.at("/waves/w/revert"), MISTAKE)
                .statusCode(409)
                .body("remedy", containsString("POST " + world.at("/waves/w/start")));
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.post(world.at("/waves/w/withdraw"), MISTAKE)
                .statusCode(409)
                .body("type", equalTo("/problems/wave-in-wrong-state"))
                .body("remedy", containsString("Revert"));
        world.post(world.at("/waves/x/withdraw"), MISTAKE).statusCode(404);
        world.post(world.at("/waves/w/withdraw"), "{}").statusCode(400);
    }

    @Test
    void leavesItsNumberToNobody() {
        var world = new World(commands, clock).replicated().customers(5).running();
        for (var wave : List.of("w1", "w2", "w9")) {
            firstIn(world, wave);
        }
        for (var wave : List.of("w2", "w9")) {
            world.post(world.at("/waves/" + wave + "/withdraw"), MISTAKE).statusCode(204);
        }
        firstIn(world, "w2");
        firstIn(world, "w3");
        world.get(world.at("/waves"))
                .body("wave", equalTo(List.of("w1", "w9", "w2", "w3")))
                .body("number", equalTo(List.of(1, 3, 4, 5)));
    }

    /** Events from before that was so hold equal numbers. */
    @Test
    void thatSharesItsNumberIsListedByItsName() {
        var world = new World(commands, clock).replicated().customers(3).running();
        for (var wave : List.of("z", "a", "m")) {
            firstIn(world, wave);
        }
        world.get(world.at("/waves")).body("wave", equalTo(List.of("z", "a", "m")));
        database.useHandle(
                handle -> handle.execute("update views.wave set number = 4 where migration = ?", world.migration));
        world.get(world.at("/waves")).body("wave", equalTo(List.of("a", "m", "z")));
    }

    private static void firstIn(World world, String wave) {
        world.post(world.at("/waves"), "{\"id\": \"%s\", \"first\": 1}".formatted(wave))
                .statusCode(201);
    }

    private static Answer all(World world) {
        return world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}");
    }
}
