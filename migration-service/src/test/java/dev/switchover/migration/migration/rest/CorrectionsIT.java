package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What was entered wrong is put right, as long as nothing rests on it. */
@QuarkusTest
class CorrectionsIT {

    private static final String WHY = "\"reason\": \"a typing error\"";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    @Test
    void aNodeIsCorrectedWhileNoMigrationNamesIt() {
        var world = new World(commands, clock);
        var b = "/clusters/" + world.cluster + "/nodes/b";
        world.post(b + "/correct", "{\"address\": \"192.0.2.77\", %s}".formatted(WHY))
                .statusCode(204);
        world.get(b).body("address", equalTo("192.0.2.77")).body("managementUrl", equalTo("https://b.example.net/"));
        world.post(b + "/correct", "{\"address\": \"999.999.1.1\", %s}".formatted(WHY))
                .statusCode(400)
                .body("errors[0].field", equalTo("address"))
                .body("errors[0].rule", equalTo("host"));
        world.post(b + "/correct", "{\"address\": \"192.0.2.78\"}").statusCode(400);

        world.node("c", 3);
        world.running();
        refused(world.post(b + "/correct", "{\"address\": \"192.0.2.78\", %s}".formatted(WHY)), "node-in-migration")
                .body("remedy", containsString(world.migration));
        var c = "/clusters/" + world.cluster + "/nodes/c/correct";
        world.post(c, "{\"mediaAddresses\": [\"192.0.2.79\"], %s}".formatted(WHY))
                .statusCode(204);

        world.post(world.at("/abort"), "{\"reason\": \"another day\"}").statusCode(202);
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
        world.post(b + "/correct", "{\"address\": \"192.0.2.78\", %s}".formatted(WHY))
                .statusCode(204);
    }

    /** As they were entered before addresses were compared. */
    @Test
    void noMigrationIsPlannedBetweenNodesThatShareAnAddress() {
        var world = new World(commands, clock);
        database.useHandle(handle -> handle.execute(
                "update claims.node set media_addresses = '{::ffff:192.0.2.1}' where cluster = ? and node = 'b'",
                world.cluster));
        world.post("/migrations", world.planning("PT0S"))
                .statusCode(422)
                .body("type", equalTo("/problems/target-shares-address"))
                .body("errors[0].field", equalTo("target"))
                .body("remedy", containsString("/nodes/b/correct"));
    }

    @Test
    void howACustomerIsReachedStaysWhileAWaveCountsOnIt() {
        var world = new World(commands, clock).replicated().customers(2).running();
        var acme = "/customers/" + world.customer(1);
        var byDomain = "{\"reachedBy\": \"DOMAIN\", \"domain\": \"sip.acme.example\", %s}".formatted(WHY);
        world.post(acme + "/correct", byDomain).statusCode(204);
        world.get(acme).body("reachedBy", equalTo("DOMAIN")).body("domain", equalTo("sip.acme.example"));

        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201);
        var byAddress = "{\"reachedBy\": \"IP\", %s}".formatted(WHY);
        refused(world.post(acme + "/correct", byAddress), "customer-in-open-wave")
                .body("detail", containsString("w"));
        world.post(world.at("/waves/w/withdraw"), "{%s}".formatted(WHY)).statusCode(204);
        world.post(acme + "/correct", byAddress).statusCode(204);
        world.get(acme).body("reachedBy", equalTo("IP")).body("domain", nullValue());
        world.post("/customers/nobody-at-all/correct", byAddress).statusCode(404);
        world.post(acme + "/correct", "{\"onSourceSince\": \"2999-01-01\", %s}".formatted(WHY))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-on-source-since"));
    }

    /** By how its members are reached now, not by how they were when it was planned. */
    @Test
    void aWaveOfWhomACorrectionMadeFollowersOfANameWaitsForTheTtl() {
        var world = new World(commands, clock).replicated().customers(1).running();
        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201)
                .body("byDomain", equalTo(0));
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.post(world.at("/waves/w/revert"), "{%s}".formatted(WHY)).statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
        reachedBy(world, "DOMAIN");
        world.status().body("waves[0].byDomain", equalTo(1));
        world.post(world.at("/waves/w/start?dryRun=true"), "{}").body("gates.id", hasItem("dns-ttl-lowered"));
        world.post(world.at("/waves/w/start"), "{}").statusCode(409).body("gates.id", contains("dns-ttl-lowered"));
        reachedBy(world, "IP");
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
    }

    @Test
    void whoFollowsANameSinceHisCorrectionIsNotToldBeforeTheTtlIsLowered() {
        var world = new World(commands, clock).replicated().customers(3).running();
        world.post(world.at("/waves"), "{\"id\": \"w\", \"reachedBy\": \"IP\"}")
                .statusCode(201)
                .body("members", equalTo(2));
        world.post(world.at("/waves/w/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        var acme = world.at("/customers/" + world.customer(1));
        world.post(acme + "/revert", "{%s}".formatted(WHY)).statusCode(204);
        reachedBy(world, "DOMAIN");
        var again = "{\"due\": \"2999-01-01T00:00:00Z\"}";
        world.post(acme + "/announce?dryRun=true", again).statusCode(200).body("gates.id", contains("dns-ttl-lowered"));
        world.post(acme + "/announce", again).statusCode(409).body("gates.id", contains("dns-ttl-lowered"));
        world.attested("dns-ttl-lowered");
        world.post(acme + "/announce", again).statusCode(204);
        outdated(world, "dns-ttl-lowered");
        world.post(acme + "/announce", again.replace("2999", "2998")).statusCode(204);
    }

    private static void reachedBy(World world, String how) {
        var domain = how.equals("DOMAIN") ? "\"domain\": \"sip.acme.example\"," : "";
        world.post(
                        "/customers/" + world.customer(1) + "/correct",
                        "{\"reachedBy\": \"%s\", %s %s}".formatted(how, domain, WHY))
                .statusCode(204);
    }

    /** As if it had been given long ago. */
    private void outdated(World world, String gate) {
        database.useHandle(handle -> handle.execute(
                "update claims.attestation set at = at - interval '30 days' where migration = ? and gate = ?",
                world.migration,
                gate));
    }

    @Test
    void whoIsWrittenToStaysWhileAWaveCountsOnIt() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var acme = "/customers/" + world.customer(1);
        var another = "{\"party\": \"acme-gmbh\", %s}".formatted(WHY);
        world.post(acme + "/correct", another).statusCode(204);
        world.get(acme).body("party", equalTo("acme-gmbh"));
        world.post(acme + "/correct", "{\"party\": \"Acme Ltd.\", %s}".formatted(WHY))
                .statusCode(400);

        world.post(world.at("/waves"), "{\"id\": \"w\", \"allRemaining\": true}")
                .statusCode(201);
        refused(world.post(acme + "/correct", another), "customer-in-open-wave")
                .body("errors[0].field", equalTo("party"));
    }

    /** Until his time on a node is settled for good. */
    @Test
    void daysAreCountedByTheTimeZoneThatIsRight() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var customer = "/customers/" + world.customer(1);
        world.post(customer + "/correct", "{\"timeZone\": \"Mars/Olympus\", %s}".formatted(WHY))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-time-zone"));
        world.moved();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        prepaid(world, "there", today.minusDays(1), today.plusDays(1));
        settlement(world).body("verdict", equalTo("PASS"));

        world.post(
                        customer + "/correct",
                        "{\"timeZone\": \"Etc/GMT-14\", \"onSourceSince\": \"%s\", %s}"
                                .formatted(today.minusDays(1), WHY))
                .statusCode(204);
        world.get(customer)
                .body("timeZone", equalTo("Etc/GMT-14"))
                .body("onSourceSince", equalTo(today.minusDays(2) + "T10:00:00Z"));
        settlement(world).body("verdict", equalTo("PASS"));
        world.post(customer + "/correct", "{\"timeZone\": \"UTC\", %s}".formatted(WHY))
                .statusCode(204);
        settlement(world).body("verdict", equalTo("UNKNOWN"));
        world.get("/clusters/" + world.cluster + "/nodes/a/settlement/unsettled")
                .body("[0].timeZone", equalTo("UTC"))
                .body("[0].uncovered[0].from", equalTo(today.minusDays(2).toString()));

        prepaid(world, "before", today.minusDays(2), today.minusDays(2));
        world.attested("customers-moved").removed();
        world.post(world.at("/decommission"), "{}").statusCode(204);
        refused(
                        world.post(customer + "/correct", "{\"timeZone\": \"Etc/GMT-14\", %s}".formatted(WHY)),
                        "settlement-closed")
                .body("errors[0].field", equalTo("timeZone"));
        world.post(customer + "/correct", "{\"party\": \"acme-gmbh\", %s}".formatted(WHY))
                .statusCode(204);
    }

    /** Else a day's invoice would settle what he owes for weeks. */
    @Test
    void whoMovedAndIsBackBeginsBeforeHeMoved() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        var customer = "/customers/" + world.customer(1);
        var asMember = world.at("/customers/" + world.customer(1));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var before = today.minusDays(28);
        var afterHisMove = clock.instant();
        world.post(asMember + "/revert", "{%s}".formatted(WHY)).statusCode(204);

        world.post(customer + "/correct", "{\"onSourceSince\": \"%s\", %s}".formatted(afterHisMove, WHY))
                .statusCode(422)
                .body("type", equalTo("/problems/invalid-on-source-since"))
                .body("errors[0].field", equalTo("onSourceSince"));
        world.post(customer + "/correct", "{\"onSourceSince\": \"%s\", %s}".formatted(before, WHY))
                .statusCode(204);
        world.post(world.at("/waves/all/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.post(asMember + "/moved", "{\"evidence\": \"seen on b\"}").statusCode(204);
        prepaid(world, "today", today.minusDays(1), today.plusDays(1));

        settlement(world).body("verdict", equalTo("UNKNOWN"));
        world.get("/clusters/" + world.cluster + "/nodes/a/settlement/unsettled")
                .body("size()", equalTo(1))
                .body("[0].stated", equalTo(true))
                .body("[0].sinceStated", equalTo(true))
                .body("[0].uncovered[0].from", equalTo(before.toString()));
    }

    private static void prepaid(World world, String id, LocalDate from, LocalDate to) {
        world.post("/invoices", """
                {"id": "%s-%s", "customer": "%s", "from": "%s", "to": "%s", "terms": "PREPAID"}
                """.formatted(world.cluster, id, world.customer(1), from, to))
                .statusCode(201);
    }

    /** Every correction makes the settlement be judged anew; the end of the source closes it. */
    @Test
    void whatIsOwedIsJudgedAnewUntilTheSourceIsGivenUp() {
        var world =
                new World(commands, clock).replicated().customers(1).running().moved();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var before = today.minusDays(10);
        var customer = "/customers/" + world.customer(1);
        var invoice = world.cluster + "-i";
        world.post("/invoices", """
                {"id": "%s", "customer": "%s", "from": "%s", "to": "%s", "amount": "1", "currency": "EUR"}
                """.formatted(invoice, world.customer(1), today.minusDays(1), today.plusDays(1)))
                .statusCode(201);
        world.post("/invoices/" + invoice + "/paid", "{}").statusCode(204);
        settlement(world).body("verdict", equalTo("PASS"));

        world.post(customer + "/correct", "{\"onSourceSince\": \"%s\", %s}".formatted(before, WHY))
                .statusCode(204);
        world.get(customer).body("sinceStated", equalTo(true));
        settlement(world).body("verdict", equalTo("UNKNOWN"));
        world.get("/clusters/" + world.cluster + "/nodes/a/settlement/unsettled")
                .body("size()", equalTo(1))
                .body("[0].uncovered[0].from", equalTo(before.toString()));

        world.post("/invoices/" + invoice + "/correct", "{\"from\": \"%s\", %s}".formatted(before, WHY))
                .statusCode(204);
        settlement(world).body("verdict", equalTo("PASS"));
        world.post("/invoices/" + invoice + "/correct", "{\"amount\": \"10\", %s}".formatted(WHY))
                .statusCode(204);
        settlement(world).body("verdict", equalTo("FAIL"));
        world.get("/invoices/" + invoice)
                .body("state", equalTo("ISSUED"))
                .body("amount", equalTo("10.00"))
                .body("paidOn", nullValue());

        world.post("/invoices/" + invoice + "/withdraw", "{%s}".formatted(WHY)).statusCode(403);
        asApprover("/invoices/" + invoice + "/withdraw").statusCode(204);
        settlement(world).body("verdict", equalTo("UNKNOWN"));
        refused(
                world.post("/invoices", """
                        {"id": "%s", "customer": "%s", "from": "%s", "to": "%s", "amount": "10", "currency": "EUR"}
                        """.formatted(invoice, world.customer(1), before, today.plusDays(1))),
                "invoice-withdrawn");

        world.post("/invoices", """
                {"id": "%s-2", "customer": "%s", "from": "%s", "to": "%s", "terms": "PREPAID"}
                """.formatted(invoice, world.customer(1), before, today.plusDays(1)))
                .statusCode(201);
        settlement(world).body("verdict", equalTo("PASS"));
        world.attested("customers-moved").removed();
        world.post(world.at("/decommission"), "{}").statusCode(204);

        refused(
                world.post("/invoices/" + invoice + "-2/correct", "{\"to\": \"%s\", %s}".formatted(today, WHY)),
                "settlement-closed");
        refused(asApprover("/invoices/" + invoice + "-2/withdraw"), "settlement-closed");
        refused(
                world.post(customer + "/correct", "{\"onSourceSince\": \"%s\", %s}".formatted(today, WHY)),
                "settlement-closed");
    }

    private static Answer settlement(World world) {
        return world.get("/clusters/" + world.cluster + "/nodes/a/settlement");
    }

    private static Answer refused(Answer response, String problem) {
        return response.statusCode(409).body("type", equalTo("/problems/" + problem));
    }

    private static Answer asApprover(String path) {
        return Request.as(Tokens.approver())
                .contentType("application/json")
                .body("{%s}".formatted(WHY))
                .post(path);
    }
}
