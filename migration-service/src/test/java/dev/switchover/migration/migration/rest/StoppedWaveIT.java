package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.AskedOverride.setAside;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.axon.Commands;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What comes in between while the driver is on its way through a wave: the deeds' table is locked, so that it has not begun. */
@QuarkusTest
class StoppedWaveIT {

    @Inject
    Jdbi database;

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void aRemovalWaitsForTheWaveThatIsBeingToldOrPutBack() {
        var world =
                new World(commands, clock).replicated().customers(3).running().attested("dns-ttl-lowered");
        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201);
        var asked = AskedOverride.of(world, "/remove-source", setAside("customers-moved"));
        beforeTheDriverBegins(() -> {
            world.post(world.at("/waves/w/start"), "{}").statusCode(202);
            asked.approve()
                    .statusCode(409)
                    .body("type", equalTo("/problems/wave-in-wrong-state"))
                    .body("errors[0].value", equalTo("w"))
                    .body("remedy", containsString("/operations/wave." + world.migration + ".w"));
            world.post(world.at("/remove-source?dryRun=true"), "{}").statusCode(409);
        });
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.status().body("waves[0].states.ANNOUNCED", equalTo(3));

        beforeTheDriverBegins(() -> {
            world.post(world.at("/waves/w/revert"), "{\"reason\": \"calls fail\"}")
                    .statusCode(202);
            asked.approve().statusCode(409).body("type", equalTo("/problems/wave-in-wrong-state"));
        });
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
        asked.approve().statusCode(204);
    }

    @Test
    void anAbortedMigrationHasToldNobodyWhomItHasNotTold() {
        var world =
                new World(commands, clock).replicated().customers(3).running().attested("dns-ttl-lowered");
        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201);
        beforeTheDriverBegins(() -> {
            world.post(world.at("/waves/w/start"), "{}").statusCode(202);
            world.post(world.at("/abort"), "{\"reason\": \"another day\"}").statusCode(202);
        });
        World.eventually(() -> "ABORTED".equals(world.status().extract().path("phase")));
        var operation = "/operations/wave." + world.migration + ".w";
        World.eventually(() -> deeds() == 0);
        world.get(operation)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("ABORTED"))
                .body("steps[0].outcome", equalTo("ABORTED"))
                .body("steps[0].description", containsString("0 of 3 told"));
        world.status().body("waves[0].phase", not(equalTo("ANNOUNCED")));
    }

    /** The removal was allowed for those who were on the source; that they moved was said before. */
    @Test
    void whoWasSaidToHaveMovedHasMovedThoughTheRemovalBegan() {
        var world =
                new World(commands, clock).replicated().customers(3).running().attested("dns-ttl-lowered");
        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201);
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        var asked = AskedOverride.of(world, "/remove-source", setAside("customers-moved"));
        beforeTheDriverBegins(() -> {
            world.post(world.at("/waves/w/moved"), "{\"evidence\": \"seen on b\"}")
                    .statusCode(202);
            asked.approve().statusCode(204);
        });
        World.eventually(() -> world.wave(0, "phase").equals("COMPLETED"));
        world.status().body("phase", equalTo("REMOVING")).body("customers.onSource", equalTo(0));
    }

    @Test
    void anOverrideInAMigrationThatWasAbortedIsOver() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var asked = AskedOverride.of(world, "/remove-source", setAside("customers-moved"));
        world.post(world.at("/abort"), "{\"reason\": \"another day\"}").statusCode(202);
        World.eventually(() -> "ABORTED".equals(world.status().extract().path("phase")));
        asked.isOutdated("migration %s: RUNNING when it was asked, ABORTED now".formatted(world.migration));
        asked.ended("REJECTED");
    }

    private void beforeTheDriverBegins(Runnable calls) {
        QuarkusTransaction.requiringNew().run(() -> {
            database.useHandle(handle -> handle.execute("lock table kit.deed in exclusive mode"));
            calls.run();
        });
    }

    private int deeds() {
        return database.withHandle(
                handle -> handle.createQuery("select count(*) from kit.deed where task_name = 'work-through-wave'")
                        .mapTo(int.class)
                        .one());
    }
}
