package dev.switchover.migration.migration.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.security.Roles;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.Calls;
import dev.switchover.migration.customer.claims.CustomerLookup;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What may and may not happen around the removal of a source. */
@QuarkusTest
class MigrationRemovalIT {

    @Inject
    Jdbi database;

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    CustomerLookup customers;

    @Test
    void cancellingBeforeThePointOfNoReturnRestores() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        world.attested("customers-moved");
        var operation = removing(world);
        step(world, "prepare");
        world.post("/operations/" + operation + "/cancel", "").statusCode(204);
        world.status().body("phase", equalTo("RUNNING")).body("removal.outcome", equalTo("ABORTED"));
        world.get("/operations/" + operation).statusCode(200).body("outcome", equalTo("ABORTED"));
        world.post(world.at("/customers/" + world.customer(1) + "/revert"), "{\"reason\": \"back\"}")
                .statusCode(204);
    }

    /** An operation is that one removal, and no other that came after it. */
    @Test
    void anEarlierRemovalIsNotTheOneUnderWay() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        world.attested("customers-moved");
        var first = "/operations/" + removing(world);
        world.post(first + "/cancel", "").statusCode(204);
        world.post(first + "/cancel", "").statusCode(204);
        var second = "/operations/" + removing(world);
        world.post(first + "/cancel", "")
                .statusCode(409)
                .body("type", equalTo("/problems/operation-cannot"))
                .body("remedy", containsString(second));
        world.post(first + "/retry", "").statusCode(409).body("type", equalTo("/problems/operation-cannot"));
        world.status().body("phase", equalTo("REMOVING"));
        world.post("/operations/wave." + world.migration + ".all/retry", "")
                .statusCode(409)
                .body("type", equalTo("/problems/operation-cannot"));
    }

    /** The gate before the release tells to move what is left there, so that must be possible. */
    @Test
    void aRegistrationThatCameLateIsMovedUntilTheSourceIsReleased() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        removing(world);
        step(world, "prepare");
        var move = world.at("/registrations/" + world.exclusiveRegistrationOnTheSource() + "/");
        world.post(world.at("/removal/steps/release/done"), "{\"evidence\": \"done\"}")
                .statusCode(409)
                .body("gates.id", hasItems("registrations-moved"));
        world.post(move + "move", "{}").statusCode(202);
        world.post(move + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        world.post(move + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
        step(world, "release");
        world.post(move + "move", "{}").statusCode(409).body("type", equalTo("/problems/migration-closed"));
        world.post(move + "move-back", "{}").statusCode(409).body("type", equalTo("/problems/migration-closed"));
    }

    @Test
    void nothingIsRegisteredOnTheSourceOnceItIsReleased() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        removing(world);
        step(world, "prepare");
        var exclusive = world.exclusiveRegistrationOnTheSource();
        world.post(world.at("/registrations/" + exclusive + "/move-back"), "{}")
                .statusCode(409)
                .body("type", equalTo("/problems/migration-closed"))
                .body("remedy", containsString("/removal/cancel"));
        var shared = world.registrationOnTheSource();
        registeredOn(shared, "b").statusCode(204);
        moved(world, exclusive);
        step(world, "release");

        var supplier = Calls.supplier();
        leaves(world.post("/suppliers/" + supplier + "/trunks", World.exclusive(world.cluster, supplier, "a")));
        leaves(registeredOn(shared, "a"));
        registeredOn(shared, "b").statusCode(204);
        world.post("/suppliers/" + supplier + "/trunks", World.exclusive(world.cluster, supplier, "b"))
                .statusCode(201);
        step(world, "delete-source");
        world.post("/suppliers/" + Calls.supplier() + "/trunks", World.exclusive(world.cluster, "other", "a"))
                .statusCode(422)
                .body("type", equalTo("/problems/node-unknown"));
    }

    private static void leaves(Answer refused) {
        refused.statusCode(409)
                .body("type", equalTo("/problems/node-being-removed"))
                .body("errors[0].field", equalTo("nodes"))
                .body("errors[0].value", equalTo("a"))
                .body("remedy", containsString("Name b"));
    }

    private static Answer registeredOn(String trunk, String node) {
        return Calls.operator().body("{\"nodes\": [\"%s\"]}".formatted(node)).put(trunk + "/nodes");
    }

    private static void moved(World world, String trunk) {
        var move = world.at("/registrations/" + trunk + "/");
        world.post(move + "move", "{}").statusCode(202);
        world.post(move + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        world.post(move + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
    }

    @Test
    void tasksLeadThroughTheRemoval() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        world.attested("customers-moved");
        var operation = removing(world);
        for (var step : List.of("prepare", "release", "delete-source")) {
            var task = "/tasks/removal-" + world.migration + "-1-" + step + "/done";
            World.eventually(() -> world.post(task, "{\"evidence\": \"done\"}").statusCode() < 300);
        }
        World.eventually(
                () -> "SUCCEEDED".equals(world.get("/operations/" + operation).path("outcome")));
    }

    @Test
    void ownRemovalsPredictTheNext() {
        forgetTheRemovalsOfOtherTests();
        removedWithin("PT2S");
        removedWithin("PT9S");
        predicted().body("predictions.find { it.what == 'removal-outage' }.source", equalTo("document"));
        removedWithin("PT4S");
        predicted()
                .body("predictions.what", hasItems("removal-work-time", "removal-management-gap", "removal-outage"))
                .body("predictions.source", everyItem(matchesPattern("median of \\d+ own runs")))
                .body("predictions.find { it.what == 'removal-outage' }.value", equalTo("PT4S"));
    }

    private void forgetTheRemovalsOfOtherTests() {
        database.useHandle(handle -> handle.execute("delete from claims.removal_run"));
    }

    private void removedWithin(String outage) {
        var world = new World(commands, clock)
                .replicated()
                .running()
                .attested("customers-moved")
                .removed();
        world.post(world.at("/outage"), "{\"outage\": \"%s\", \"evidence\": \"call log\"}".formatted(outage))
                .statusCode(204);
    }

    private Answer predicted() {
        return new World(commands, clock).running().status();
    }

    @Test
    void anOverrideNeedsASecondPerson() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var operation = removalThoughCustomersAreLeft(world);
        world.post("/operations/" + operation + "/approve", "").statusCode(403);
        world.status().body("phase", equalTo("RUNNING"));
        approve(operation);
        world.status()
                .body("phase", equalTo("REMOVING"))
                .body("removal.gates.find { it.id == 'customers-moved' }.overridden", equalTo(true));
    }

    @Test
    void whoIsLeftOnTheSourceIsNamed() {
        var world = new World(commands, clock).replicated().customers(2).running();
        approve(removalThoughCustomersAreLeft(world));
        world.removed();
        world.status().body("phase", equalTo("COMPLETED"));

        world.get(world.at("/unsettled"))
                .body("customer", contains(world.customer(1), world.customer(2)))
                .body("verdict", everyItem(equalTo("STILL_THERE")));
        var first = world.get(world.at("/unsettled?limit=1")).body("customer", contains(world.customer(1)));
        var next = first.header("Link").replaceFirst(".*<([^>]*)>.*", "$1");
        world.get(next).body("customer", contains(world.customer(2)));
        world.post(world.at("/decommission"), "{}")
                .statusCode(409)
                .body("unsettled.customer", contains(world.customer(1), world.customer(2)))
                .body(
                        "gates.find { it.id == 'invoices-settled' }.remedy",
                        containsString("override this gate by name"));
    }

    /** Who owes for it is decided with the node, for those who never left it, too. */
    @Test
    void invoicesOfWhoIsLeftOnTheSourceCloseWithIt() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var invoice = "i-" + UUID.randomUUID();
        world.post("/invoices", """
                {"id": "%s", "customer": "%s", "from": "%s", "to": "%s", "amount": "10", "currency": "EUR"}
                """.formatted(invoice, world.customer(1), today.minusDays(1), today.plusDays(1)))
                .statusCode(201);
        approve(removalThoughCustomersAreLeft(world));
        world.removed();
        world.get(world.at("/unsettled"))
                .body("verdict", contains("STILL_THERE"))
                .body("[0].owed", contains(invoice))
                .body("[0].uncovered", hasSize(0));
        var body = "{\"override\": {\"gates\": [\"invoices-settled\"], \"reason\": \"he left\"}}";
        approve(location(
                world.post(world.at("/decommission"), body).statusCode(202).header("Location")));
        world.status().body("phase", equalTo("DECOMMISSIONED"));

        world.post("/invoices/" + invoice + "/correct", "{\"amount\": \"9\", \"reason\": \"a typing error\"}")
                .statusCode(409)
                .body("type", equalTo("/problems/settlement-closed"));
        Request.as(Tokens.approver())
                .contentType("application/json")
                .body("{\"reason\": \"a typing error\"}")
                .post("/invoices/" + invoice + "/withdraw")
                .statusCode(409)
                .body("type", equalTo("/problems/settlement-closed"));
        world.get("/invoices/" + invoice).body("amount", equalTo("10.00"));
    }

    private String removalThoughCustomersAreLeft(World world) {
        var body = "{\"override\": {\"gates\": [\"customers-moved\"], \"reason\": \"he left\"}}";
        return location(
                world.post(world.at("/remove-source"), body).statusCode(202).header("Location"));
    }

    private static void approve(String operation) {
        Request.as(Tokens.approver())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/operations/" + operation + "/approve")
                .statusCode(204);
    }

    @Test
    void someGatesNobodyMayOverride() {
        var world = new World(commands, clock).replicated().running();
        var body = "{\"override\": {\"gates\": [\"registration-exclusive\"], \"reason\": \"hurry\"}}";
        world.post(world.at("/remove-source"), body)
                .statusCode(409)
                .body("type", equalTo("/problems/gate-not-overridable"));
    }

    @Test
    void abortingPutsEverybodyBackAndSaysWhatIsLeft() {
        var world =
                new World(commands, clock).replicated().customers(3).running().moved();
        world.post(world.at("/abort"), "{\"reason\": \"calls fail\"}").statusCode(202);
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
        world.status()
                .body("abort.restored", equalTo(3))
                .body("abort.left", contains(containsString("replicates"), containsString("DNS zones")))
                .body("customers.onSource", equalTo(3));
    }

    @Test
    void operationsNameWhoAskedForThem() {
        var world =
                new World(commands, clock).replicated().customers(2).running().moved();
        world.get("/operations/wave." + world.migration + ".all").body("requestedBy", equalTo("olga"));
        world.get("/operations/migration." + world.migration)
                .body("requestedBy", equalTo("olga"))
                .body("ticket", equalTo(null));

        Request.as(Tokens.of("otto", Roles.OPERATOR))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Switchover-Ticket", "T-78")
                .contentType("application/json")
                .body("{\"reason\": \"calls fail\"}")
                .post(world.at("/abort"))
                .statusCode(202);

        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
        world.status().body("requestedBy", equalTo("otto")).body("waves[0].requestedBy", equalTo("olga"));
        world.get("/operations/migration." + world.migration)
                .body("requestedBy", equalTo("otto"))
                .body("reason", equalTo("calls fail"))
                .body("ticket", equalTo("T-78"));
    }

    @Test
    void operationsNameWhyTheyWereAskedForAlsoAfterAReplay() {
        var world = new World(commands, clock).replicated().customers(2);
        under("T-78", "/migrations", world.planning("PT0S"), 201);
        world.post(world.at("/start"), "{}").statusCode(204);
        world.attested("reserve-routes").attested("dns-ttl-lowered");
        world.post(world.at("/waves"), "{\"id\": \"all\", \"allRemaining\": true}")
                .statusCode(201);
        under("T-79", world.at("/waves/all/start"), "{}", 202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.post(world.at("/waves/all/moved"), "{\"evidence\": \"seen on b\"}")
                .statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("COMPLETED"));
        world.attested("customers-moved");
        under("T-80", world.at("/remove-source"), "{}", 202);

        whyItWasAskedFor(world);
        var replay = Request.as(Tokens.admin())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post("/processors/migrations/replay")
                .statusCode(202)
                .header("Location");
        World.eventually(() -> "SUCCEEDED".equals(world.get(replay).path("outcome")));
        whyItWasAskedFor(world);
    }

    private static void under(String ticket, String path, String body, int status) {
        Request.as(Tokens.operator())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Switchover-Reason", "because of " + ticket)
                .header("Switchover-Ticket", ticket)
                .contentType("application/json")
                .body(body)
                .post(path)
                .statusCode(status);
    }

    private static void whyItWasAskedFor(World world) {
        world.get("/operations/migration." + world.migration)
                .body("reason", equalTo("new hoster"))
                .body("ticket", equalTo("T-78"));
        world.get("/operations/wave." + world.migration + ".all")
                .body("reason", equalTo("because of T-79"))
                .body("ticket", equalTo("T-79"));
        world.get("/operations/removal." + world.migration + ".1")
                .body("reason", equalTo("because of T-80"))
                .body("ticket", equalTo("T-80"));
    }

    @Test
    void nobodyIsPutBackOnANodeThatIsBeingRemoved() throws Exception {
        var world =
                new World(commands, clock).replicated().customers(12).running().moved();
        world.attested("customers-moved");
        try (var threads = Executors.newFixedThreadPool(6)) {
            var codes = new ArrayList<Future<Integer>>();
            for (int i = 1; i <= 12; i++) {
                var path = world.at("/customers/" + world.customer(i) + "/revert");
                codes.add(threads.submit(
                        () -> world.post(path, "{\"reason\": \"race\"}").statusCode()));
                if (i == 3) {
                    codes.add(threads.submit(
                            () -> world.post(world.at("/remove-source"), "{}").statusCode()));
                }
            }
            for (var code : codes) {
                assertThat(code.get()).isIn(202, 204, 409);
            }
        }
        if ("REMOVING".equals(world.status().path("phase"))) {
            assertThat(customers.countOn(world.cluster, "a")).isZero();
        } else {
            assertThat(customers.countOn(world.cluster, "a")).isPositive();
        }
    }

    /** What B has been put ready for need not be proven again, but as soon as nobody is on his way it must be. */
    @Test
    void readinessIsLookedAtBeforeTheFirstWaveOnly() {
        var world = new World(commands, clock).replicated().customers(6).running();
        startWave(world, "first").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.trunkByAddress();
        startWave(world, "second").statusCode(202);
        for (var wave : List.of("first", "second")) {
            world.post(world.at("/waves/" + wave + "/revert"), "{\"reason\": \"calls fail\"}")
                    .statusCode(202);
        }
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED")
                && world.wave(1, "phase").equals("REVERTED"));
        startWave(world, "third").statusCode(409).body("gates.id", hasItems("suppliers-authorised"));
    }

    /** A canary that went back has proven nothing, whether he had moved or not. */
    @Test
    void aWaveWhoseMembersWentBackOneByOneOpensNothing() {
        var world = new World(commands, clock).replicated().customers(6).running();
        for (var moves : List.of(false, true)) {
            var name = moves ? "moved" : "told";
            var at = moves ? 1 : 0;
            startWave(world, name).statusCode(202);
            World.eventually(() -> world.wave(at, "phase").equals("ANNOUNCED"));
            var canary = world.at("/customers/" + told(world));
            if (moves) {
                world.post(canary + "/moved", "{\"evidence\": \"seen on b\"}").statusCode(204);
                World.eventually(() -> world.wave(at, "phase").equals("COMPLETED"));
            }
            world.post(canary + "/revert", "{\"reason\": \"one-way audio\"}").statusCode(204);
            World.eventually(() -> world.wave(at, "phase").equals("REVERTED"));
        }
        world.trunkByAddress();
        startWave(world, "next").statusCode(409).body("gates.id", hasItems("suppliers-authorised"));
        world.post(world.at("/waves"), "{\"id\": \"rest\", \"allRemaining\": true, \"after\": [\"moved\"]}")
                .statusCode(201);
        world.post(world.at("/waves/rest/start"), "{}").statusCode(409).body("type", endsWith("wave-too-early"));
    }

    @Test
    void whoMovedOnceMovesOnWithTheNextMigration() {
        var world = new World(commands, clock)
                .replicated()
                .customers(2)
                .running()
                .moved()
                .attested("customers-moved")
                .removed();
        world.node("c", 3);
        var next = "/migrations/next-" + world.cluster;
        world.post("/migrations", """
                        {"id": "next-%1$s", "cluster": "%1$s", "source": "b", "target": "c", "reason": "cheaper"}
                        """.formatted(world.cluster)).statusCode(201);
        world.post(next + "/waves", "{\"id\": \"all\", \"allRemaining\": true}")
                .statusCode(201)
                .body("members", equalTo(2));
        world.post(next + "/start", "{}").statusCode(204);
        world.post(next + "/waves/all/start?dryRun=true", "{}")
                .body("steps[0].description", startsWith("Tell 2 customers to move to c;"))
                .body("skipped", hasSize(0));
    }

    private static String told(World world) {
        return world.get(world.at("/customers?state=ANNOUNCED")).path("[0].customer");
    }

    private static Answer startWave(World world, String wave) {
        world.post(world.at("/waves"), "{\"id\": \"%s\", \"first\": 1, \"reachedBy\": \"IP\"}".formatted(wave))
                .statusCode(201);
        return world.post(world.at("/waves/" + wave + "/start"), "{}");
    }

    @Test
    void showsEveryGateWithWhatItGuards() {
        var world = new World(commands, clock).customers(1).running();
        world.get(world.at("/gates"))
                .statusCode(200)
                .body("", hasSize(10))
                .body("find { it.id == 'replication-in-sync' }.verdict", equalTo("FAIL"))
                .body("find { it.id == 'customers-moved' }.guards", hasItems("remove-source"))
                .body("find { it.id == 'management-exclusive' }.overridable", equalTo(false));
    }

    @Test
    void refusesNonsense() {
        var world = new World(commands, clock).customers(2);
        world.get("/migrations/nobody-knows").statusCode(404);
        world.running();
        world.post("/migrations", world.planning("PT0S")).statusCode(200);
        world.post("/migrations", world.planning("PT1S")).statusCode(409);
        world.post("/migrations", world.planning("PT0S").replace("\"id\": \"m-", "\"id\": \"n-"))
                .statusCode(409)
                .body("type", equalTo("/problems/migration-active"));
        world.post("/migrations", world.planning("PT0S").replace("}", ", \"kind\": \"MOVE_ADDRESS\"}"))
                .statusCode(422)
                .body("type", equalTo("/problems/address-can-move"));
        world.post(world.at("/waves"), "{\"id\": \"w\", \"customers\": [\"nobody\"]}")
                .statusCode(422)
                .body("type", equalTo("/problems/wave-members-foreign"));
        world.post(world.at("/waves"), "{\"id\": \"w\", \"customers\": []}").statusCode(422);
        world.post(world.at("/waves"), "{\"id\": \"w\", \"first\": 1, \"after\": [\"w\"]}")
                .statusCode(422)
                .body("type", equalTo("/problems/wave-cycle"));
    }

    private static String removing(World world) {
        return location(
                world.post(world.at("/remove-source"), "{}").statusCode(202).header("Location"));
    }

    private static String location(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void step(World world, String step) {
        world.post(world.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done\"}")
                .statusCode(204);
    }
}
