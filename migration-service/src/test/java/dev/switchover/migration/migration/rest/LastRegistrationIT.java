package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.migration.Calls;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No source goes with the last node that a trunk works on, however the trunk's nodes are said. */
@QuarkusTest
class LastRegistrationIT {

    private static final String GATE = "find { it.id == 'registrations-moved' }.";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void accountsOnTheSourceAloneAreNamedWithWhatToDo() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var trunk = perNode(world, "{\"node\": \"a\", \"login\": \"%s\"}".formatted(world.cluster), "[]");
        world.post(world.at("/remove-source"), "{}")
                .statusCode(409)
                .body("gates.id", hasItem("registrations-moved"))
                .body("gates." + GATE + "measured", equalTo("1 trunks bound to a"))
                .body("gates." + GATE + "remedy", containsString(trunk + "/correct"));
        world.post(trunk + "/correct", """
                        {"accounts": [{"node": "a", "login": "%1$s"}, {"node": "b", "login": "%1$s-b"}], "reason": "they gave us one"}
                        """.formatted(world.cluster)).statusCode(204);
        world.post(world.at("/remove-source"), "{}").statusCode(202);
    }

    @Test
    void aListOfTheSourceAloneIsNamedWithWhatToDo() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var trunk = world.registrationOnTheSource();
        gates(world.migration, world).body(GATE + "remedy", containsString("PUT " + trunk + "/nodes"));
        put(trunk, "[\"b\"]");
        gates(world.migration, world).body(GATE + "verdict", equalTo("PASS"));
    }

    /** Its supplier would call a node that is no more. */
    @Test
    void aTrunkByAddressOnTheSourceAloneHoldsItsRemoval() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var trunk = world.trunkByAddress();
        var nodes = "PUT /suppliers/" + trunk.replace("/", "/trunks/") + "/nodes";
        world.post(world.at("/remove-source?dryRun=true"), "{}")
                .statusCode(200)
                .body("gates." + GATE + "verdict", equalTo("FAIL"))
                .body("skipped", equalTo(List.of()));
        world.post(world.at("/remove-source"), "{}")
                .statusCode(409)
                .body("gates.id", equalTo(List.of("registrations-moved")))
                .body("gates." + GATE + "remedy", containsString(nodes))
                .body("gates." + GATE + "remedy", containsString("calls it there"));
        world.trunkOn(trunk, "b");
        world.post(world.at("/remove-source"), "{}").statusCode(202);
        world.post(world.at("/removal/steps/prepare/done"), "{\"evidence\": \"done\"}")
                .statusCode(204);
        var late = world.trunkByAddress();
        world.post(world.at("/removal/steps/release/done"), "{\"evidence\": \"done\"}")
                .statusCode(409)
                .body("gates." + GATE + "remedy", containsString(late.replace("/", "/trunks/")));
        world.trunkOn(late, "a", "b");
        world.post(world.at("/removal/steps/release/done"), "{\"evidence\": \"done\"}")
                .statusCode(204);
    }

    @Test
    void twoPersonsLetASourceGoWithATrunkThatIsNotNeededAnyMore() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var trunk = world.trunkByAddress();
        var asked = AskedOverride.of(world, "/remove-source", AskedOverride.setAside("registrations-moved"));
        asked.says(trunk);
        asked.approve().statusCode(204);
        for (var step : List.of("prepare", "release", "delete-source")) {
            world.post(world.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done\"}")
                    .statusCode(204);
        }
        world.status().body("phase", equalTo("COMPLETED"));
    }

    @Test
    void aNodeThatWasRemovedIsNotOneThatIsLeft() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var shared = world.registrationOnTheSource();
        put(shared, "[\"a\", \"b\"]");
        var perNode = perNode(world, """
                {"node": "a", "login": "%1$s-1"}, {"node": "b", "login": "%1$s-2"}
                """.formatted(world.cluster), "[]");
        var byAddress = world.trunkByAddress();
        world.trunkOn(byAddress, "a", "b");
        world.removed();
        world.node("c", 3);
        var next = "next-" + world.cluster;
        world.post("/migrations", """
                        {"id": "%s", "cluster": "%s", "source": "b", "target": "c", "reason": "cheaper"}
                        """.formatted(next, world.cluster)).statusCode(201);
        gates(next, world)
                .body(GATE + "verdict", equalTo("FAIL"))
                .body(GATE + "measured", equalTo("3 trunks bound to b"))
                .body(GATE + "remedy", containsString("PUT " + shared + "/nodes"))
                .body(GATE + "remedy", containsString("POST " + perNode + "/correct"));
        Calls.get(shared).body("nodes", hasItem("a")).body("removedNodes", hasItem("a"));
        Calls.get(shared + "/nodes").body("removedNodes", hasItem("a"));
        Calls.get(perNode).body("removedNodes", hasItem("a"));
        put(shared, "[\"b\", \"c\"]");
        world.trunkOn(byAddress, "c");
        world.post(perNode + "/correct", """
                        {"accounts": [{"node": "c", "login": "%s-3"}], "reason": "another node"}
                        """.formatted(world.cluster)).statusCode(204);
        gates(next, world).body(GATE + "verdict", equalTo("PASS"));
        Calls.get(perNode).body("removedNodes", equalTo(List.of()));
    }

    /** What came after the last look of the gates. */
    @Test
    void noAccountIsEnteredOnASourceThatLeaves() {
        var world = new World(commands, clock).replicated().running().attested("customers-moved");
        var trunk = perNode(world, """
                {"node": "a", "login": "%1$s-1"}, {"node": "b", "login": "%1$s-2"}
                """.formatted(world.cluster), "[]");
        world.post(world.at("/remove-source"), "{}").statusCode(202);
        for (var step : List.of("prepare", "release")) {
            world.post(world.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"done\"}")
                    .statusCode(204);
        }
        world.post(trunk + "/correct", """
                        {"accounts": [{"node": "a", "login": "%s-1"}], "reason": "only that"}
                        """.formatted(world.cluster))
                .statusCode(409)
                .body("type", equalTo("/problems/node-being-removed"))
                .body("errors[0].field", equalTo("accounts"));
        trunk(world, "{\"node\": \"a\", \"login\": \"%s-3\"}".formatted(world.cluster), "[]")
                .statusCode(409)
                .body("type", equalTo("/problems/node-being-removed"));
    }

    private static String perNode(World world, String accounts, String nodes) {
        var response = trunk(world, accounts, nodes).statusCode(201);
        return response.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    private static Answer trunk(World world, String accounts, String nodes) {
        return world.post("/suppliers/" + Calls.supplier() + "/trunks", """
                {"id": "acc", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                 "policy": "ACCOUNT_PER_NODE", "accounts": [%s], "nodes": %s}
                """.formatted(world.cluster, accounts, nodes));
    }

    private static void put(String trunk, String nodes) {
        Calls.operator()
                .body("{\"nodes\": " + nodes + "}")
                .put(trunk + "/nodes")
                .statusCode(204);
    }

    private static Answer gates(String migration, World world) {
        return world.get("/migrations/" + migration + "/gates").statusCode(200);
    }
}
