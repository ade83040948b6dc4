package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.migration.rest.AskedOverride.setAside;
import static dev.switchover.migration.migration.rest.Locks.untilSomeWait;
import static dev.switchover.migration.migration.rest.Locks.whileOthersWait;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.migration.customer.domain.CustomerCommand.AnnounceMove;
import dev.switchover.migration.customer.domain.CustomerId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What comes in between while the driver is on its way through a wave: the deeds' table is locked, so that it has not begun. */
@QuarkusTest
class StoppedWaveIT {

    private static final Instant EARLY = Instant.parse("2098-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2099-01-01T00:00:00Z");

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
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
        var operation = "/operations/wave." + world.migration + ".w";
        World.eventually(() -> deeds() == 0);
        world.get(operation)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("ABORTED"))
                .body("steps[0].outcome", equalTo("ABORTED"))
                .body("steps[0].description", containsString("0 of 3 told"));
        world.status().body("waves[0].phase", not(equalTo("ANNOUNCED")));
    }

    @Test
    void aWaveThatIsBeingPutBackIsBackWhenItsMigrationIsAborted() {
        var world =
                new World(commands, clock).replicated().customers(3).running().attested("dns-ttl-lowered");
        planned(world, "w");
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        beforeTheDriverBegins(() -> {
            world.post(world.at("/waves/w/revert"), "{\"reason\": \"calls fail\"}")
                    .statusCode(202);
            world.post(world.at("/abort"), "{\"reason\": \"no server\"}").statusCode(202);
        });
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
        World.eventually(() -> deeds() == 0);
        world.status()
                .body("abort.restored", equalTo(3))
                .body("waves[0].phase", equalTo("REVERTED"))
                .body("waves[0].endedAt", notNullValue())
                .body("waves[0].notPutBack", equalTo(0));
        world.get("/operations/wave." + world.migration + ".w")
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("ABORTED"))
                .body("steps[0].outcome", equalTo("SUCCEEDED"));
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
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
        asked.isOutdated("migration %s: RUNNING when it was asked, ABORTED now".formatted(world.migration));
        asked.ended("REJECTED");
    }

    /** The driver is held up at the target, after it has read whom to tell. */
    @Test
    void aDateThatWasTakenBackIsToldToNobody() {
        var world =
                new World(commands, clock).replicated().customers(3).running().attested("dns-ttl-lowered");
        planned(world, "w");
        whileTheTargetIsHeld(world, () -> {
            world.post(world.at("/waves/w/start"), due(EARLY)).statusCode(202);
            untilSomeWait(database, 1);
            putBack(world, "w");
            world.status().body("waves[0].notPutBack", equalTo(0));
            world.post(world.at("/waves/w/start"), due(LATE)).statusCode(202);
        });
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        World.eventually(() -> deeds() == 0);
        world.status().body("waves[0].states", equalTo(Map.of("ANNOUNCED", 3)));
        assertThat(told(world)).containsExactly(LATE, LATE, LATE);
        assertThat(events(world, "customer.move-announced")).isEqualTo(3);

        putBack(world, "w");
        assertThat(events(world, "customer.move-called-off")).isEqualTo(3);
    }

    @Test
    void whoIsToldAgainByHimselfIsNotOnceHisWaveIsPutBack() {
        var world =
                new World(commands, clock).replicated().customers(2).running().attested("dns-ttl-lowered");
        planned(world, "w");
        world.post(world.at("/waves/w/start"), due(EARLY)).statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        var customer = world.at("/customers/" + world.customer(1));
        world.post(customer + "/revert", "{\"reason\": \"holiday\"}").statusCode(204);
        var answers = new ArrayList<CompletableFuture<Answer>>();
        whileTheTargetIsHeld(world, () -> {
            answers.addAll(whileOthersWait(database, List.of(() -> world.post(customer + "/announce", due(LATE)))));
            putBack(world, "w");
        });
        assertThat(answers.getFirst().join().statusCode()).isEqualTo(409);
        assertThat(answers.getFirst().join().<String>path("type")).isEqualTo("/problems/customer-in-no-started-wave");
        assertThat(events(world, "customer.move-announced")).isEqualTo(2);
    }

    /** Told by a driver from before rounds were counted, which went on after its wave was put back. */
    @Test
    void whoIsToldStillThoughTheWaveWasPutBackGoesBackWhenAskedAgain() {
        var world =
                new World(commands, clock).replicated().customers(2).running().attested("dns-ttl-lowered");
        planned(world, "w");
        world.post(world.at("/waves/w/start"), due(EARLY)).statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        putBack(world, "w");
        commands.send(new AnnounceMove(
                new CustomerId(world.customer(1)), world.migration, "w", "a", "192.0.2.1", "b", "192.0.2.2", EARLY));
        var again = "{\"reason\": \"one was left\"}";
        world.post(world.at("/waves/w/revert?dryRun=true"), again)
                .body("steps[0].description", containsString("Put 1 customers back"));
        world.post(world.at("/waves/w/revert"), again).statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
        World.eventually(() -> events(world, "customer.move-called-off") == 3);
        world.post(world.at("/waves/w/revert?dryRun=true"), again)
                .body("skipped[0].reason", containsString("is put back already"));
    }

    /** The second driver has read whom to tell before the first has told anybody. */
    @Test
    void whoIsInTwoWavesIsToldByOne() {
        var world =
                new World(commands, clock).replicated().customers(3).running().attested("dns-ttl-lowered");
        planned(world, "first");
        world.post(world.at("/waves/first/start"), due(EARLY)).statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        putBack(world, "first");
        planned(world, "second");
        whileTheTargetIsHeld(world, () -> {
            world.post(world.at("/waves/first/start"), due(EARLY)).statusCode(202);
            untilSomeWait(database, 1);
            world.post(world.at("/waves/second/start"), due(LATE)).statusCode(202);
            World.eventually(() -> havingReadMembers() == 1);
        });
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        World.eventually(() -> world.wave(1, "refused").equals("3"));
        world.status()
                .body("waves[0].states.ANNOUNCED", equalTo(3))
                .body("waves[0].refused", equalTo(0))
                .body("waves[1].states", equalTo(Map.of()))
                .body("waves[1].refused", equalTo(3));
        world.get(world.at("/waves/second/members"))
                .body("refusal", everyItem(equalTo("Was told before in wave first.")));
        assertThat(told(world)).containsExactly(EARLY, EARLY, EARLY);
        assertThat(events(world, "customer.move-announced")).isEqualTo(6);
    }

    @Test
    void aWaveThatIsBeingToldIsNotSaidToHaveMoved() {
        var world =
                new World(commands, clock).replicated().customers(1).running().attested("dns-ttl-lowered");
        planned(world, "w");
        whileTheTargetIsHeld(world, () -> {
            world.post(world.at("/waves/w/start"), "{}").statusCode(202);
            world.post(world.at("/waves/w/moved"), "{\"evidence\": \"seen on b\"}")
                    .statusCode(409)
                    .body("type", equalTo("/problems/wave-in-wrong-state"))
                    .body("remedy", containsString("/operations/wave." + world.migration + ".w"));
        });
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
    }

    private static void planned(World world, String wave) {
        world.post(world.at("/waves"), "{\"id\": \"%s\", \"allRemaining\": true}".formatted(wave))
                .statusCode(201);
    }

    private static String due(Instant day) {
        return "{\"due\": \"%s\"}".formatted(day);
    }

    private static void putBack(World world, String wave) {
        world.post(world.at("/waves/" + wave + "/revert"), "{\"reason\": \"another day\"}")
                .statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
    }

    private void whileTheTargetIsHeld(World world, Runnable calls) {
        QuarkusTransaction.requiringNew().run(() -> {
            database.useHandle(handle -> handle.createQuery(
                            "select 1 from claims.node where cluster = :cluster and node = 'b' for update")
                    .bind("cluster", world.cluster)
                    .mapTo(int.class)
                    .one());
            calls.run();
        });
    }

    /** Drivers that wait for an aggregate, not for the database; within a transaction PostgreSQL would show the first look again. */
    private int havingReadMembers() {
        return QuarkusTransaction.requiringNew()
                .call(() -> database.withHandle(
                        handle -> handle.createQuery("""
                                select count(*) from pg_stat_activity
                                 where state = 'idle in transaction' and query like '%from claims.wave_member m join%limit%'
                                """).mapTo(int.class).one()));
    }

    private List<Instant> told(World world) {
        return database.withHandle(
                handle -> handle.createQuery("select due from claims.customer where cluster = :cluster")
                        .bind("cluster", world.cluster)
                        .mapTo(Instant.class)
                        .list());
    }

    private int events(World world, String name) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from events.events
                         where aggregate_id like 'customer/' || :cluster || '-%' and name = :name
                        """)
                .bind("cluster", world.cluster)
                .bind("name", name)
                .mapTo(int.class)
                .one());
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
