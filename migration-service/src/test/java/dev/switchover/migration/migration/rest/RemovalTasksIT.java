package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.Calls;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** When the tasks of a removal are asked, asked again, and asked no more. */
@QuarkusTest
class RemovalTasksIT {

    private static final String SEEN = "{\"evidence\": \"seen\"}";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

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

    @Test
    void endWithTheirStepsHoweverThoseAreConfirmed() {
        var world = removing();
        for (var step : List.of("prepare", "release", "delete-source")) {
            is(world, step, "OPEN");
            confirmed(world, step);
            is(world, step, "DONE");
        }
        nothingIsAsked(world);
    }

    @Test
    void areNotDroppedByAPersonWhileTheRemovalWaitsForThem() {
        var world = removing();
        is(world, "prepare", "OPEN");
        world.post(task(world, "prepare") + "/drop", "{\"reason\": \"not today\"}")
                .statusCode(409)
                .body("type", endsWith("/task-awaited"))
                .body("remedy", containsString(world.at("/removal/cancel")));
        is(world, "prepare", "OPEN");
        world.post(world.at("/removal/cancel"), "{\"reason\": \"not today\"}").statusCode(204);
        is(world, "prepare", "DROPPED");
    }

    /** Whoever may not confirm or cancel where the removal is, may not where its task and its operation are. */
    @Test
    void areEndedByThoseWhoMayConfirmTheStepAlone() {
        var world = removing();
        is(world, "prepare", "OPEN");
        for (var token : List.of(Tokens.approver(), Tokens.admin())) {
            isForbidden(token, world.at("/removal/steps/prepare/done"), SEEN);
            isForbidden(token, task(world, "prepare") + "/done", SEEN);
            isForbidden(token, world.at("/removal/cancel"), "{\"reason\": \"no\"}");
            isForbidden(token, "/operations/removal." + world.migration + ".1/cancel", "");
            isForbidden(token, world.at("/removal/retry"), "");
            isForbidden(token, "/operations/removal." + world.migration + ".1/retry", "");
        }
        is(world, "prepare", "OPEN");
        done(world, "prepare");
        is(world, "release", "OPEN");
    }

    private static void isForbidden(String token, String path, String body) {
        Calls.as(token).body(body).post(path).statusCode(403).body("type", endsWith("/forbidden"));
    }

    @Test
    void areAskedAgainAsOftenAsTheStepIsRefused() {
        var world = removing();
        confirmed(world, "prepare");
        var trunk = world.registrationOnTheSource();
        is(world, "release", "OPEN");
        done(world, "release");
        for (int round = 2; round <= 24; round++) {
            var task = "release-" + round;
            is(world, task, "OPEN");
            world.get(task(world, task)).body("instructions", startsWith("Refused: "));
            done(world, task);
        }
        is(world, "release-25", "OPEN");
        Calls.operator().body("{\"nodes\": [\"b\"]}").put(trunk + "/nodes").statusCode(204);
        confirmed(world, "release");
        is(world, "release-25", "DONE");
        is(world, "delete-source", "OPEN");
    }

    @Test
    void areDroppedInWhicheverRoundTheRemovalIsCancelled() {
        var world = removing();
        confirmed(world, "prepare");
        world.registrationOnTheSource();
        is(world, "release", "OPEN");
        done(world, "release");
        is(world, "release-2", "OPEN");
        world.post(world.at("/removal/cancel"), "{\"reason\": \"another day\"}").statusCode(204);
        is(world, "release-2", "DROPPED");
    }

    @Test
    void areNotAskedAgainWhenTheStepIsNoLongerOpen() {
        var world = removing();
        is(world, "prepare", "OPEN");
        world.post(world.at("/removal/cancel"), "{\"reason\": \"another day\"}").statusCode(204);
        is(world, "prepare", "DROPPED");
        commands.send(stale(world));
        is(world, "prepare-2", "OPEN");
        done(world, "prepare-2");
        Eventually.holds(() -> assertThat(refusals(world)).isPositive());
        nothingIsAsked(world);
    }

    /** As it remains when a step is refused and confirmed elsewhere at the same moment. */
    private static OpenTask stale(World world) {
        return new OpenTask(
                new TaskId("removal-" + world.migration + "-1-prepare-2"),
                "migration/" + world.migration,
                "migration.removal",
                "Removal of the source: prepare",
                "Refused",
                null,
                Map.of("migration", world.migration, "removal", "1", "step", "prepare", "round", "2"));
    }

    private long refusals(World world) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from kit.refusal
                         where handler = 'confirm-removal-step-when-task-done' and detail like '%' || :migration || '%'
                        """)
                .bind("migration", world.migration)
                .mapTo(Long.class)
                .one());
    }

    private static void confirmed(World world, String step) {
        world.post(world.at("/removal/steps/" + step + "/done"), SEEN).statusCode(204);
    }

    private static void done(World world, String task) {
        world.post(task(world, task) + "/done", SEEN).statusCode(204);
    }

    private static void is(World world, String task, String state) {
        Eventually.holds(() -> world.get(task(world, task)).statusCode(200).body("state", equalTo(state)));
    }

    private static void nothingIsAsked(World world) {
        world.get("/tasks?state=OPEN&subject=migration/" + world.migration)
                .statusCode(200)
                .body("", empty());
    }

    private static String task(World world, String task) {
        return "/tasks/removal-" + world.migration + "-1-" + task;
    }
}
