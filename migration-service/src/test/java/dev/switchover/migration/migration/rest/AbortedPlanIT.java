package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.axon.Commands;
import dev.switchover.migration.Calls;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suppliers are asked and registrations moved before the start already: an abort does not forget them. */
@QuarkusTest
class AbortedPlanIT {

    private static final String SEEN = "{\"evidence\": \"seen\"}";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Inject
    Jdbi database;

    private World world;
    private String supplier = "";

    @BeforeEach
    void aPlan() {
        world = new World(commands, clock);
        supplier = Calls.supplier();
        world.post("/suppliers/" + supplier + "/trunks", """
                        {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                         "login": "%s", "policy": "REJECT_SECOND", "nodes": ["a"]}
                        """.formatted(world.cluster, Calls.unique("l")))
                .statusCode(201);
        world.post("/migrations", world.planning("PT0S")).statusCode(201);
    }

    @Test
    void leavesNothingIfNothingWasDone() {
        aborted();
        world.status().body("abort.left", empty());
    }

    @Test
    void aRegistrationStillOnTheSourceStaysThere() {
        move("move", "{}", 202);
        aborted();

        world.status().body("abort.left", empty());
        move("released", SEEN, 409);
        world.get("/suppliers/" + supplier + "/trunks/reg").body("nodes", contains("a"));
    }

    @Test
    void aReleasedRegistrationIsToBeRestoredOnTheSource() {
        move("move", "{}", 202);
        move("released", SEEN, 204);
        aborted();

        world.status().body("abort.left", hasSize(1)).body("abort.left", hasItem(containsString(supplier + "/reg")));
        move("taken", SEEN, 409);
        World.eventually(() -> "OPEN"
                .equals(world.get("/tasks/registration." + supplier + ".reg.1.restore")
                        .path("state")));
        move("restored", SEEN, 204);
        world.get("/suppliers/" + supplier + "/trunks/reg").body("nodes", contains("a"));
    }

    @Test
    void saysThatARegistrationIsOnTheTarget() {
        move("move", "{}", 202);
        move("released", SEEN, 204);
        move("taken", SEEN, 204);
        aborted();

        world.status().body("abort.left", contains(containsString("registrations and routes stay where they are")));
    }

    @Test
    void aRegistrationOnTheTargetGoesBackReleasedThere() {
        moved();
        aborted();

        world.status().body("abort.left", contains(containsString("/registrations/{s}/{t}/move-back")));
        move("move-back", "{}", 202);
        move("taken", SEEN, 409);
        move("released", SEEN, 204);
        world.get("/suppliers/" + supplier + "/trunks/reg").body("nodes", empty());
        move("taken", SEEN, 204);
        world.get("/suppliers/" + supplier + "/trunks/reg").body("nodes", contains("a"));
    }

    @Test
    void aRegistrationOnItsWayBackComesBack() {
        moved();
        move("move-back", "{}", 202);
        move("released", SEEN, 204);
        aborted();

        world.status().body("abort.left", contains(containsString(supplier + "/reg is on no node: register it on a")));
        move("restored", SEEN, 409);
        move("taken", SEEN, 204);
        world.get("/suppliers/" + supplier + "/trunks/reg").body("nodes", contains("a"));
    }

    private void moved() {
        move("move", "{}", 202);
        move("released", SEEN, 204);
        move("taken", SEEN, 204);
    }

    @Test
    void saysWhatSuppliersAndTheTargetWerePutReadyFor() {
        world.replicated().attested("dns-ttl-lowered");
        world.post("/suppliers/" + supplier + "/trunks", """
                        {"id": "ip", "cluster": "%s", "authorisation": "IP", "nodes": ["a"]}
                        """.formatted(world.cluster))
                .statusCode(201);
        world.post(
                        world.at("/authorisations/" + supplier + "/ip/request"),
                        "{\"neededBy\": \"2999-01-01T00:00:00Z\", \"reason\": \"change of hoster\"}")
                .statusCode(204);
        aborted();

        world.status()
                .body("abort.left", hasSize(3))
                .body("abort.left", hasItem(containsString("admit the target's address")))
                .body("abort.left", hasItem(containsString("replicates")))
                .body("abort.left", not(hasItem(containsString("registrations"))));
    }

    @Test
    void aRunningMigrationToo() {
        move("move", "{}", 202);
        move("released", SEEN, 204);
        world.post(world.at("/start"), "{}").statusCode(204);
        var onNoNode = supplier + "/reg is on no node: register it on a";
        world.post(world.at("/abort?dryRun=true"), "{\"reason\": \"contract kept\"}")
                .statusCode(200)
                .body("steps.description[2]", containsString(onNoNode));
        aborted();

        world.status().body("abort.left", contains(containsString(onNoNode)));
        world.get("/operations/migration." + world.migration).body("outcome", equalTo("INCOMPLETE"));
        move("taken", SEEN, 409);
        move("restored", SEEN, 204);
    }

    /** As the operators read in the mail. */
    @Test
    void whoeverIsNotBackLeavesItIncomplete() {
        aborted();
        var operation = "/operations/migration." + world.migration;
        world.get(operation).body("outcome", equalTo("ABORTED"));
        database.useHandle(handle ->
                handle.execute("update views.migration set not_restored = 1 where migration = ?", world.migration));
        world.get(operation).body("outcome", equalTo("INCOMPLETE"));
    }

    private void aborted() {
        world.post(world.at("/abort"), "{\"reason\": \"contract kept\"}").statusCode(202);
        World.eventually(() -> "ABORTED".equals(world.status().path("phase")));
    }

    private void move(String word, String body, int status) {
        world.post(world.at("/registrations/" + supplier + "/reg/" + word), body)
                .statusCode(status);
    }
}
