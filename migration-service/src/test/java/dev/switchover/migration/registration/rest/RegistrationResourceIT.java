package dev.switchover.migration.registration.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static dev.switchover.migration.Calls.supplier;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RegistrationResourceIT {

    private String c = "";
    private String s = "";
    private String path = "";
    private String m = "";

    @BeforeEach
    void aRegistrationOnA() {
        c = cluster();
        s = supplier();
        post("/suppliers/" + s + "/trunks", """
                {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                 "login": "%s", "policy": "REJECT_SECOND", "nodes": ["a"]}
                """.formatted(c, unique("l"))).statusCode(201);
        m = migration(c);
        path = "/migrations/" + m + "/registrations/" + s + "/reg/";
    }

    private String started() {
        return post(path + "move", "{}").statusCode(202).path("operation");
    }

    private static void taskDone(String task) {
        Eventually.holds(() -> get("/tasks/" + task).statusCode(200).body("state", equalTo("OPEN")));
        post("/tasks/" + task + "/done", "{\"evidence\": \"seen\"}").statusCode(204);
    }

    @Test
    void isReleasedThenTakenByTasks() {
        var operation = started();
        post(path + "move", "{}").statusCode(202).body("operation", equalTo(operation));
        var nodes = operator().body("{\"nodes\": [\"b\"]}").put("/suppliers/" + s + "/trunks/reg/nodes");
        refused(nodes, 409, "registration-move-in-progress");
        taskDone("registration." + s + ".reg.1.release");
        taskDone("registration." + s + ".reg.1.take");
        Eventually.holds(() -> get("/operations/" + operation)
                .statusCode(200)
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("SUCCEEDED")));
        Eventually.holds(() -> get("/suppliers/" + s + "/trunks/reg")
                .body("nodes", contains("b"))
                .body("epoch", equalTo(2)));
        get("/migrations/" + m + "/registrations").body("", hasSize(1)).body("[0].movedBy", equalTo("olga"));
        get("/operations/registration-" + s + "--reg--1") // as it was called before
                .statusCode(200)
                .body("id", equalTo(operation));
    }

    @Test
    void abortedAfterTheReleaseItIsRestored() {
        var operation = started();
        refused(post(path + "taken", "{\"evidence\": \"x\"}"), 409, "registration-move-not-running");
        post(path + "released", "{\"evidence\": \"Expires 0 answered\"}").statusCode(204);
        operator().post("/operations/" + operation + "/cancel").statusCode(204);
        refused(post(path + "move", "{}"), 409, "registration-move-in-progress");
        post(path + "restored", "{\"evidence\": \"200 OK on a\"}").statusCode(204);
        get("/suppliers/" + s + "/trunks/reg").body("nodes", contains("a"));
        get("/operations/" + operation).body("outcome", equalTo("ABORTED"));
        post(path + "move", "{}").statusCode(202);
    }

    @Test
    void aDryRunWarnsOfMissingReserveRoutes() {
        post(path + "move?dryRun=true", "{}")
                .statusCode(200)
                .body("steps.id", contains("release", "take"))
                .body("gates[0].id", equalTo("reserve-routes"))
                .body("gates[0].verdict", equalTo("UNKNOWN"));
        refused(post(path + "move", "{\"planHash\": \"another\"}"), 412, "plan-changed");
    }

    @Test
    void aDryRunOfWhatIsUnderWayHasNoSteps() {
        var operation = started();
        post(path + "move?dryRun=true", "{}")
                .statusCode(200)
                .body("steps", hasSize(0))
                .body("skipped[0].reason", equalTo("on its way already"));
        operator().post("/operations/" + operation + "/cancel").statusCode(204);
        post("/migrations/" + m + "/abort", "{\"reason\": \"no server\"}").statusCode(202);
        refused(post(path + "move?dryRun=true", "{}"), 409, "migration-closed");
    }

    private void moved(String word) {
        post(path + word, "{}").statusCode(202);
        post(path + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        post(path + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
    }

    @Test
    void goesBackAsItCame() {
        refused(post(path + "move-back", "{}"), 409, "registration-not-on-source")
                .body("remedy", containsString(path + "move"));
        moved("move");
        post(path + "move-back?dryRun=true", "{}")
                .statusCode(200)
                .body("steps.description[0]", containsString("on b"))
                .body("steps.description[1]", containsString("on a"));
        var operation = post(path + "move-back", "{}").statusCode(202).path("operation");
        post(path + "move-back", "{}").statusCode(202).body("operation", equalTo(operation));
        refused(post(path + "move", "{}"), 409, "registration-move-in-progress");
        refused(post(path + "taken", "{\"evidence\": \"200 OK\"}"), 409, "registration-move-not-running")
                .body("remedy", containsString(path + "released"));
        taskDone("registration." + s + ".reg.2.release");
        taskDone("registration." + s + ".reg.2.take");
        Eventually.holds(() -> get("/operations/" + operation).body("outcome", equalTo("SUCCEEDED")));
        Eventually.holds(() -> get("/suppliers/" + s + "/trunks/reg")
                .body("nodes", contains("a"))
                .body("epoch", equalTo(3)));
        moved("move");
        Eventually.holds(() -> get("/suppliers/" + s + "/trunks/reg").body("nodes", contains("b")));
    }

    @Test
    void whatIsOnTheTargetIsNotMovedThereAgain() {
        moved("move");
        post("/migrations/" + m + "/abort", "{\"reason\": \"no server\"}").statusCode(202);
        Eventually.holds(() -> get("/migrations/" + m).body("phase", equalTo("ABORTED")));
        refused(post(path + "move", "{}"), 409, "migration-closed").body("remedy", containsString(path + "move-back"));

        var next = migration(c);
        var there = "/migrations/" + next + "/registrations/" + s + "/reg/";
        refused(post(there + "move", "{}"), 409, "registration-not-on-source")
                .body("remedy", containsString(there + "move-back"));
        refused(post(path + "move-back", "{}"), 409, "migration-active")
                .body("remedy", containsString("/migrations/" + next + "/registrations/" + s + "/reg/"));
        post(there + "move-back", "{}").statusCode(202);
    }

    @Test
    void whatNeverBeganSaysHowItBegins() {
        refused(post(path + "released", "{\"evidence\": \"x\"}"), 409, "registration-move-not-running")
                .body("remedy", containsString("/migrations/M/registrations/" + s + "/reg/move"));
    }

    @Test
    void whatAnotherMigrationMovesIsNotItsOwn() {
        var other = migration(cluster());
        var there = "/migrations/" + other + "/registrations/" + s + "/reg/";
        for (var word : List.of("move", "move-back")) {
            refused(post(there + word, "{}"), 409, "trunk-of-another-cluster")
                    .body("remedy", containsString(path + "move"));
        }
        started();
        for (var word : List.of("released", "taken", "restored", "abort")) {
            var body = "{\"%s\": \"x\"}".formatted(word.equals("abort") ? "reason" : "evidence");
            refused(post(there + word, body), 409, "registration-move-not-running")
                    .body("remedy", containsString(path + "released"));
            var nowhere = "/migrations/" + unique("m") + "/registrations/" + s + "/reg/";
            refused(post(nowhere + word, body), 404, "migration-not-found");
        }
        get("/suppliers/" + s + "/trunks/reg").body("nodes", contains("a"));
        post(path + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
    }

    @Test
    void whatAnEarlierMigrationMovedIsNotSaidAgainOfTheNext() {
        moved("move");
        post("/migrations/" + m + "/abort", "{\"reason\": \"no server\"}").statusCode(202);
        Eventually.holds(() -> get("/migrations/" + m).body("phase", equalTo("ABORTED")));
        var next = migration(c);
        var there = "/migrations/" + next + "/registrations/" + s + "/reg/";
        refused(post(there + "taken", "{\"evidence\": \"200 OK\"}"), 409, "registration-move-not-running")
                .body("remedy", containsString(there + "move"));
        post(path + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
    }

    @Test
    void whatIsUnknownIsNotFound() {
        var elsewhere = "/migrations/" + unique("m") + "/registrations/" + s + "/reg/move";
        refused(post(elsewhere, "{}"), 404, "migration-not-found");
        var nothing = "/migrations/" + m + "/registrations/" + s + "/none/move";
        refused(post(nothing, "{}"), 404, "trunk-not-found");
    }
}
