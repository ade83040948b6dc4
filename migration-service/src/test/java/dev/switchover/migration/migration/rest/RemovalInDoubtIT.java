package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.migration.migration.domain.RemovalStep;
import dev.switchover.migration.migration.driver.WatchRemovalStep;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A step of a removal that nobody confirms in time. */
@QuarkusTest
class RemovalInDoubtIT {

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    @Inject
    WatchRemovalStep watch;

    @Test
    void isInDoubtUntilItIsAskedForAgain() {
        var world = removing();
        timeIsOver(world);
        Eventually.holds(() -> world.get(operation(world)) // no request has waited for the view
                .statusCode(200)
                .body("state", equalTo("WAITING"))
                .body("outcome", equalTo("IN_DOUBT"))
                .body("steps[0].outcome", equalTo("IN_DOUBT")));
        world.status().body("phase", equalTo("REMOVING")).body("removal.outcome", equalTo("IN_DOUBT"));

        world.post(operation(world) + "/retry", "").statusCode(204);
        world.get(operation(world)).body("outcome", nullValue()).body("steps[0].outcome", nullValue());
        Eventually.holds(() -> assertThat(watched(world)).hasSize(2));
    }

    @Test
    void mayStillBeConfirmed() {
        var world = removing();
        timeIsOver(world);
        world.post(world.at("/removal/steps/prepare/done"), "{\"evidence\": \"took long\"}")
                .statusCode(204);
        world.get(operation(world))
                .body("outcome", nullValue())
                .body("steps[0].outcome", equalTo("SUCCEEDED"))
                .body("steps[2].id", equalTo("release"));
    }

    @Test
    void mayStillBeCancelled() {
        var world = removing();
        timeIsOver(world);
        world.post(operation(world) + "/cancel", "").statusCode(204);
        world.get(operation(world)).body("state", equalTo("ENDED")).body("outcome", equalTo("ABORTED"));
        world.status().body("phase", equalTo("RUNNING"));
    }

    @Test
    void isNotAskedForAgainWhileItIsNotInDoubt() {
        var world = removing();
        world.post(world.at("/removal/retry"), "")
                .statusCode(409)
                .body("type", equalTo("/problems/removal-not-in-doubt"))
                .body("remedy", containsString(world.at("/removal/steps/prepare/done")));
        world.post("/operations/removal.no-such.1/retry", "").statusCode(404);
        world.post("/operations/removal." + world.migration + ".7/retry", "").statusCode(404);
    }

    @Test
    void isWatchedForTwoHours() {
        var world = removing();
        Eventually.holds(() -> assertThat(watched(world)).hasSize(1));
        assertThat(Duration.between(clock.instant(), watched(world).getFirst()))
                .isBetween(Duration.ofMinutes(115), Duration.ofMinutes(120));
    }

    private World removing() {
        var world = new World(commands, clock)
                .replicated()
                .customers(1)
                .running()
                .moved()
                .attested("customers-moved");
        world.post(world.at("/remove-source"), "{}").statusCode(202);
        return world;
    }

    private static String operation(World world) {
        return "/operations/removal." + world.migration + ".1";
    }

    /** What the deed does that is due after the time for the step. */
    private void timeIsOver(World world) {
        watch.carryOut(new WatchRemovalStep.Step(world.migration, 1, RemovalStep.PREPARE), 1);
    }

    private List<Instant> watched(World world) {
        return database.withHandle(handle -> handle.createQuery("""
                        select execution_time from kit.deed
                         where task_name = 'watch-removal-step'
                           and convert_from(task_data, 'UTF8') like '%"' || :migration || '"%'
                         order by execution_time
                        """)
                .bind("migration", world.migration)
                .mapTo(Instant.class)
                .list());
    }
}
