package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.Locks.whileOthersWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.migration.Calls;
import dev.switchover.migration.customer.domain.CustomerCommand.CorrectCustomer;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.WaveCommand.RevertCustomer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown changes nothing; what was shown is what is done, or nothing is. */
@QuarkusTest
class DryRunIT {

    private static final String MOVED = "\"evidence\": \"calls on b\"";
    private static final String BACK = "\"reason\": \"one-way audio\"";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    @Test
    void oneCustomerIsMovedAndPutBackAsShown() {
        var world = new World(commands, clock).replicated().customers(1).running();
        world.post("/customers", world.newCustomer("stays")).statusCode(201);
        var customer = world.at("/customers/" + world.customer(1));
        dryRun(world, customer + "/moved", MOVED, 409).body("type", equalTo("/problems/move-not-announced"));
        announce(world);

        var move = hash(dryRun(world, customer + "/moved", MOVED).body("steps[0].id", equalTo("confirm")));
        world.status().body("customers.onSource", equalTo(2));
        call(world, customer + "/moved", MOVED, move).statusCode(204);
        call(world, customer + "/moved", MOVED, move).statusCode(412);

        var back = hash(dryRun(world, customer + "/revert", BACK).body("steps[0].id", equalTo("revert")));
        call(world, customer + "/revert", BACK, move).statusCode(412);
        call(world, customer + "/revert", BACK, back).statusCode(204);
        dryRun(world, customer + "/revert", BACK).body("steps", empty());

        var due = "\"due\": \"" + clock.instant().plusSeconds(60) + "\"";
        var again = hash(dryRun(world, customer + "/announce", due).body("steps[0].id", equalTo("announce")));
        call(world, customer + "/announce", due, again).statusCode(204);
        dryRun(world, customer + "/revert", BACK).body("steps[0].id", equalTo("call-off"));
        dryRun(world, world.at("/customers/nobody/moved"), MOVED, 404);
    }

    @Test
    void aRemovalIsCarriedOutStepByStepAsShown() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        var prepare = world.at("/removal/steps/prepare/done");
        dryRun(world, prepare, MOVED, 409).body("type", equalTo("/problems/migration-in-wrong-state"));
        dryRun(world, world.at("/removal/cancel"), BACK, 409);
        world.attested("customers-moved").post(world.at("/remove-source"), "{}").statusCode(202);

        var hash =
                hash(dryRun(world, prepare, MOVED).body("steps.id", equalTo(List.of("prepare", "suspend-management"))));
        call(world, prepare, MOVED, hash).statusCode(204);
        call(world, prepare, MOVED, hash).statusCode(412);
        dryRun(world, prepare, MOVED).body("skipped[0].reason", equalTo("is done already"));
        dryRun(world, world.at("/removal/cancel"), BACK).body("steps", hasSize(2));
        var release = world.at("/removal/steps/release/done");
        dryRun(world, release, MOVED)
                .body("steps[1].id", equalTo("point-of-no-return"))
                .body("gates.find { it.id == 'customers-moved' }.verdict", equalTo("PASS"));
        world.post(release, "{" + MOVED + "}").statusCode(204);
        dryRun(world, world.at("/removal/cancel"), BACK, 409).body("type", equalTo("/problems/point-of-no-return"));
        dryRun(world, world.at("/removal/steps/delete-source/done"), MOVED).body("steps[1].id", equalTo("hand-over"));
        world.status().body("phase", equalTo("REMOVING"));
    }

    /** Who corrects a customer holds him before he asks for the migration: to hold it meanwhile would wait in a circle. */
    @Test
    void ofOneCustomerWaitsForHisCorrectionAndIsNotWaitedFor() {
        var world = new World(commands, clock).replicated().customers(1).running();
        world.post("/customers", world.newCustomer("stays")).statusCode(201);
        announce(world);
        var customer = world.at("/customers/" + world.customer(1));
        world.post(customer + "/revert", "{" + BACK + "}").statusCode(204);
        var due = "\"due\": \"2999-01-01T00:00:00Z\"";
        var answer = commands.together(() -> {
            database.useHandle(handle -> handle.execute("set local lock_timeout = '20s'"));
            commands.send(correct(world, null, clock.instant()));
            var look = CompletableFuture.supplyAsync(
                    () -> dryRun(world, customer + "/announce", due), Thread::startVirtualThread);
            Eventually.holds(() -> assertThat(othersHoldMigrations()).isTrue());
            commands.send(correct(world, "acme-gmbh", null));
            return look;
        });
        answer.join().body("steps[0].id", equalTo("announce"));
        world.get("/customers/" + world.customer(1)).body("party", equalTo("acme-gmbh"));
    }

    private static CorrectCustomer correct(World world, @Nullable String party, @Nullable Instant since) {
        return new CorrectCustomer(new CustomerId(world.customer(1)), party, null, null, since, null, "a slip");
    }

    private boolean othersHoldMigrations() {
        return database.withHandle(
                handle -> handle.createQuery("""
                        select exists (select from pg_locks where relation = cast('claims.migration' as regclass)
                                          and mode = 'RowShareLock' and granted and pid <> pg_backend_pid())
                        """).mapTo(boolean.class).one());
    }

    /** A word that is not understood has nothing done. */
    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on", ""})
    void onlyTrueAndFalseSayWhetherItIsOne(String word) {
        var world = new World(commands, clock).replicated().customers(1).running();
        announce(world);
        var customer = world.at("/customers/" + world.customer(1));
        unclear(world, customer + "/moved?dryRun=" + word, MOVED, word);
        unclear(world, customer + "/revert?dryRun=" + word, BACK, word);
        unclear(world, world.at("/abort?dryRun=" + word), BACK, word);
        unclear(world, world.at("/remove-source?dryRun=" + word), "", word);
        unclear(world, "/clusters/" + world.cluster + "/nodes/b/replication?dryRun=" + word, "", word);
        Calls.operator()
                .contentType("text/csv")
                .body(world.csv("late"))
                .post("/customers/import?allOrNothing=" + word)
                .statusCode(400)
                .body("errors[0].field", equalTo("allOrNothing"));
        world.status().body("phase", equalTo("RUNNING")).body("customers.onSource", equalTo(1));
    }

    private static void unclear(World world, String path, String fields, String word) {
        world.post(path, "{" + fields + "}")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo("dryRun"))
                .body("errors[0].rule", equalTo("one-of"))
                .body("errors[0].value", equalTo(word));
    }

    /** The look at the plan waits for who is at work, so it cannot be outdated when the work begins. */
    @Test
    void whatChangesBetweenTheLookAndTheWorkIsSeen() {
        var world =
                new World(commands, clock).replicated().customers(2).running().moved();
        var revert = world.at("/waves/all/revert");
        var hash = hash(dryRun(world, revert, BACK));
        var answers = commands.together(() -> {
            commands.send(new RevertCustomer(
                    new MigrationId(world.migration), world.customer(1), "one-way audio", clock.instant()));
            return whileOthersWait(database, List.of(() -> call(world, revert, BACK, hash)));
        });
        assertThat(answers.getFirst().join().statusCode()).isEqualTo(412);
        world.status().body("waves[0].phase", equalTo("COMPLETED"));
    }

    private void announce(World world) {
        world.post(world.at("/waves"), "{\"id\": \"one\", \"allRemaining\": true}")
                .statusCode(201);
        world.post(world.at("/waves/one/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
    }

    private static Answer dryRun(World world, String path, String fields) {
        return dryRun(world, path, fields, 200);
    }

    private static Answer dryRun(World world, String path, String fields, int status) {
        return world.post(path + "?dryRun=true", "{" + fields + "}").statusCode(status);
    }

    private static Answer call(World world, String path, String fields, String hash) {
        return world.post(path, "{%s, \"planHash\": \"%s\"}".formatted(fields, hash));
    }

    private static String hash(Answer plan) {
        return plan.path("planHash");
    }
}
