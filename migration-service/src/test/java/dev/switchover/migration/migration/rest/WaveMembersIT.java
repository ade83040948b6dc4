package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom a selection has picked can be read before anybody is told, and afterwards. */
@QuarkusTest
class WaveMembersIT {

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void arePagedInTheOrderOfTheirIds() {
        var world = planned();
        var path = world.at("/waves/canary/members");
        world.get(path)
                .statusCode(200)
                .body("customer", equalTo(List.of(world.customer(1), world.customer(2))))
                .body("reachedBy", equalTo(List.of("IP", "DOMAIN")))
                .body("[1].domain", equalTo(world.customer(2) + ".example.org"))
                .body("[0].party", equalTo("p-" + world.customer(1)))
                .body("[0].node", equalTo("a"))
                .body("state", equalTo(List.of("ASSIGNED", "ASSIGNED")))
                .body("[0].refusal", nullValue());
        String next = world.get(path + "?limit=1")
                .body("customer", equalTo(List.of(world.customer(1))))
                .header("Link");
        world.get(next.replaceAll("<(.*)>.*", "$1")).body("customer", equalTo(List.of(world.customer(2))));
    }

    @Test
    void areNamedByWhatLeadsToThem() {
        var world = planned();
        world.post(world.at("/waves/canary/start?dryRun=true"), "{}")
                .body("steps[0].description", containsString(world.at("/waves/canary/members")));
        world.get(world.at("/waves/canary"))
                .statusCode(200)
                .body("wave", equalTo("canary"))
                .body("members", equalTo(2));
        world.get(world.at("/waves/other")).statusCode(404).body("type", equalTo("/problems/wave-not-found"));
        world.get(world.at("/waves/other/members")).statusCode(404);
    }

    @Test
    void areStillReadOnceTheyAreTold() {
        var world = planned();
        world.attested("dns-ttl-lowered");
        world.post(world.at("/waves/canary/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.get(world.at("/waves/canary/members")).body("state", equalTo(List.of("ANNOUNCED", "ANNOUNCED")));
    }

    /** What a pattern means elsewhere is a letter of a name here, and names have no capitals. */
    @Test
    void areThoseAtTheDomainThatIsNamed() {
        var world = new World(commands, clock).replicated();
        byDomain(world, "own", "sip_1.example.org");
        byDomain(world, "below", "pbx.sip_1.example.org");
        byDomain(world, "like", "x.sipa1.example.org");
        byDomain(world, "other", "y.sip-1.example.org");
        world.running();

        world.post(world.at("/waves"), "{\"id\": \"w\", \"domain\": \"SIP_1.Example.org\"}")
                .statusCode(201);
        world.get(world.at("/waves/w/members"))
                .body("customer", equalTo(List.of(world.cluster + "-below", world.cluster + "-own")));
        world.post(world.at("/waves"), "{\"id\": \"w\", \"domain\": \"sip_1.example.org\"}")
                .statusCode(200);
        world.post(world.at("/waves"), "{\"id\": \"none\", \"domain\": \"%\"}")
                .statusCode(422)
                .body("type", equalTo("/problems/wave-empty"));
    }

    private static void byDomain(World world, String id, String domain) {
        world.post("/customers", """
                        {"id": "%1$s-%2$s", "party": "p", "reachedBy": "DOMAIN", "domain": "%3$s", "cluster": "%1$s", "node": "a"}
                        """.formatted(world.cluster, id, domain)).statusCode(201);
    }

    /** A wave that was put back may begin again, also when its members are planned into another. */
    @Test
    void whoWereToldInAnotherWaveAreCountedWithThatReason() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var wave = "{\"id\": \"%s\", \"customers\": [\"" + world.customer(1) + "\"]}";
        world.post(world.at("/waves"), wave.formatted("first")).statusCode(201);
        world.post(world.at("/waves/first/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.post(world.at("/waves/first/revert"), "{\"reason\": \"another day\"}")
                .statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
        world.post(world.at("/waves"), wave.formatted("second")).statusCode(201);
        world.post(world.at("/waves/first/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));

        world.post(world.at("/waves/second/start?dryRun=true"), "{}")
                .body("skipped[0].reason", containsString("told in wave first"));
        world.post(world.at("/waves/second/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(1, "refused").equals("1"));
        world.get(world.at("/waves/second/members"))
                .body("refusal", equalTo(List.of("Was told before in wave first.")));
        world.get(world.at("/waves/first/members")).body("[0].refusal", nullValue());
    }

    /** Who moved and went back was told by this wave once; that it is another now is said all the same. */
    @Test
    void whoWentBackAndWereToldInAnotherWaveAreCountedWithThatReason() {
        var world = new World(commands, clock).replicated().customers(1).running();
        var wave = "{\"id\": \"%s\", \"customers\": [\"" + world.customer(1) + "\"]}";
        world.post(world.at("/waves"), wave.formatted("first")).statusCode(201);
        world.post(world.at("/waves/first/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.post(world.at("/customers/" + world.customer(1) + "/moved"), "{\"evidence\": \"he calls from there\"}")
                .statusCode(204);
        World.eventually(() -> world.wave(0, "phase").equals("COMPLETED"));
        world.post(world.at("/waves/first/revert"), "{\"reason\": \"another day\"}")
                .statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("REVERTED"));
        world.post(world.at("/waves"), wave.formatted("second")).statusCode(201);
        world.post(world.at("/waves/second/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(1, "phase").equals("ANNOUNCED"));

        world.post(world.at("/waves/first/start"), "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "refused").equals("1"));
        world.get(world.at("/waves/first/members"))
                .body("refusal", equalTo(List.of("Was told before in wave second.")));
        World.eventually(() -> "ENDED".equals(operation(world, "first").path("state")));
        operation(world, "first")
                .body(
                        "reason",
                        equalTo("1 of 1 could not be told, 0 not put back: GET " + world.at("/waves/first/members")
                                + " says why."));
        world.get(world.at("/waves/second/members")).body("[0].refusal", nullValue());
    }

    /** Else a wave that was put back would seem to have moved them. */
    @Test
    void nameTheMigrationByWhichTheyAreWhereTheyAre() {
        var world = new World(commands, clock).replicated().customers(2).running();
        var first = world.at("/waves/w");
        world.post(world.at("/waves"), "{\"id\": \"w\", \"customers\": [\"%s\"]}".formatted(world.customer(1)))
                .statusCode(201);
        world.get(first + "/members").body("[0].migration", nullValue());
        world.post(first + "/start", "{}").statusCode(202);
        World.eventually(() -> world.wave(0, "phase").equals("ANNOUNCED"));
        world.get(first + "/members").body("migration", equalTo(List.of(world.migration)));
        world.post(world.at("/abort"), "{\"reason\": \"another day\"}").statusCode(202);
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));

        var next = "next-" + world.migration;
        world.post("/migrations", world.planning("PT0S").replace(world.migration, next))
                .statusCode(201);
        world.post("/migrations/" + next + "/start", "{}").statusCode(204);
        world.post("/migrations/" + next + "/gates/reserve-routes/attestations", "{\"evidence\": \"seen\"}")
                .statusCode(204);
        world.post(
                        "/migrations/" + next + "/waves",
                        "{\"id\": \"w\", \"customers\": [\"%s\"]}".formatted(world.customer(1)))
                .statusCode(201);
        world.post("/migrations/" + next + "/waves/w/start", "{}").statusCode(202);
        World.eventually(() -> next.equals(world.get(first + "/members").path("[0].migration")));
        world.get(first + "/members").body("[0].state", equalTo("ANNOUNCED"));
    }

    @Test
    void areTheOnesWhoWereNamedAndNoOthersOfTheSameNumber() {
        var world = new World(commands, clock).replicated().customers(5).running();
        var names = "{\"id\": \"named\", \"customers\": [\"%s\", \"%s\"]}";
        var one = world.customer(1);
        var two = world.customer(2);
        world.post(world.at("/waves"), names.formatted(one, two)).statusCode(201);
        world.post(world.at("/waves"), names.formatted(two, one)).statusCode(200);
        world.post(world.at("/waves"), names.formatted(one, world.customer(3)))
                .statusCode(409)
                .body("type", equalTo("/problems/wave-exists"))
                .body("errors[0].field", equalTo("customers"));
        world.post(world.at("/waves"), names.formatted(one, "nobody")).statusCode(409);
        world.get(world.at("/waves/named/members")).body("customer", equalTo(List.of(one, two)));
    }

    @Test
    void areNobodyOnceItIsWithdrawn() {
        var world = planned();
        world.post(world.at("/waves/canary/withdraw"), "{\"reason\": \"the wrong ones\"}")
                .statusCode(204);
        world.get(world.at("/waves/canary/members")).statusCode(200).body("", empty());
    }

    private static Answer operation(World world, String wave) {
        return world.get("/operations/wave." + world.migration + "." + wave).statusCode(200);
    }

    private World planned() {
        var world = new World(commands, clock).replicated().customers(5).running();
        world.post(world.at("/waves"), "{\"id\": \"canary\", \"first\": 2}")
                .statusCode(201)
                .header("Location", containsString(world.at("/waves/canary")))
                .header("Link", "<%s>; rel=\"item\"".formatted(world.at("/waves/canary/members")));
        return world;
    }
}
