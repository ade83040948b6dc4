package dev.switchover.migration.cluster.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.operator;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.refused;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplicationResourceIT {

    private static String replication(String cluster, String node) {
        return "/clusters/" + cluster + "/nodes/" + node + "/replication";
    }

    private static void done(String cluster, ReplicationStep step, String body) {
        post(replication(cluster, "b") + "/steps/" + step + "/done", body).statusCode(204);
    }

    @Test
    void isSetUpStepByStepAndWhatNobodyStatedStaysUnknown() {
        var c = cluster();
        operator()
                .header("Switchover-Reason", "another hoster")
                .header("Switchover-Ticket", "T-78")
                .body("{\"driver\": \"manual\"}")
                .post(replication(c, "b"))
                .statusCode(202)
                .header("Location", endsWith("/operations/replication." + c + ".b.1"));
        get("/operations/replication." + c + ".b.1")
                .body("reason", equalTo("another hoster"))
                .body("ticket", equalTo("T-78"));
        for (var step : ReplicationStep.values()) {
            done(
                    c,
                    step,
                    step == ReplicationStep.MASTER_RESTARTED
                            ? "{\"evidence\": \"restarted\", \"downTime\": \"PT9S\"}"
                            : "{\"evidence\": \"done\"}");
        }
        post(replication(c, "b") + "/in-sync", "{\"evidence\": \"lag 0 bytes\"}")
                .statusCode(204);
        get(replication(c, "b"))
                .statusCode(200)
                .body("state", equalTo("IN_SYNC"))
                .body("evidence", equalTo("lag 0 bytes"))
                .body("observedAt", notNullValue())
                .body("steps", hasSize(5))
                .body("steps.confirmedBy", everyItem(equalTo("olga")))
                .body("steps[0].predicted.down.value", equalTo("PT10S"))
                .body("steps[0].actual.down.value", equalTo("PT9S"))
                .body("steps[0].actual.down.source", equalTo("stated"))
                .body("steps[1].actual.down.value", equalTo("UNKNOWN"))
                .body("steps[1].actual.work.source", equalTo("log"))
                .body("actual.down.value", equalTo("UNKNOWN"))
                .body("actual.down.atLeast", equalTo("PT9S"));
        get("/clusters/" + c + "/nodes/b").body("state", equalTo("IN_SYNC"));
    }

    @Test
    void whatWasSeenBeforeItWasSetUpSaysNothing() {
        var c = cluster();
        post(replication(c, "b"), "{}").statusCode(202);
        for (var step : ReplicationStep.values()) {
            done(c, step, "{\"evidence\": \"done\"}");
        }
        refused(
                        post(
                                replication(c, "b") + "/in-sync",
                                "{\"evidence\": \"lag 0\", \"observedAt\": \"2026-01-01T00:00:00Z\"}"),
                        422,
                        "observed-too-early")
                .body("errors[0].field", equalTo("observedAt"))
                .body("errors[0].rule", startsWith("not before "))
                .body("remedy", containsString(replication(c, "b") + "/in-sync"));
        get(replication(c, "b")).body("state", equalTo("RUNNING"));
        post(replication(c, "b") + "/in-sync", "{\"evidence\": \"lag 0\"}").statusCode(204);
    }

    @Test
    void itsTaskIsNotDroppedWhileItWaitsForIt() {
        var c = cluster();
        post(replication(c, "b"), "{}").statusCode(202);
        var task = "/tasks/replication." + c + ".b.1.master-restarted";
        Eventually.holds(() -> get(task).statusCode(200));
        refused(post(task + "/drop", "{\"reason\": \"no time\"}"), 409, "task-awaited")
                .body("remedy", containsString(replication(c, "b") + "/abandon"));
        post(replication(c, "b") + "/abandon", "{\"reason\": \"no time\"}").statusCode(204);
        Eventually.holds(() -> get(task).body("state", equalTo("DROPPED")));
    }

    @Test
    void startedTwiceIsOneOperation() {
        var c = cluster();
        var first = post(replication(c, "b"), "{}").path("operation");
        post(replication(c, "b"), "{}").statusCode(202).body("operation", equalTo(first));
    }

    @Test
    void aDryRunPredictsAndStartsNothing() {
        var c = cluster();
        var plan = post(replication(c, "b") + "?dryRun=true", "{}");
        plan.statusCode(200).body("steps", hasSize(5)).body("planHash", notNullValue());
        refused(get(replication(c, "b")), 404, "replication-not-found");
        refused(post(replication(c, "b"), "{\"planHash\": \"another\"}"), 412, "plan-changed");
        post(replication(c, "b"), "{\"planHash\": \"%s\"}".formatted(plan.<String>path("planHash")))
                .statusCode(202);
        post(replication(c, "b") + "?dryRun=true", "{}")
                .body("steps", hasSize(0))
                .body("skipped[0].reason", equalTo("is replicated to already"));
        refused(post(replication(c, "a") + "?dryRun=true", "{}"), 409, "node-is-the-source");
        refused(post(replication(c, "z") + "?dryRun=true", "{}"), 404, "node-not-found");
    }

    @Test
    void everyRefusalSaysWhy() {
        var c = cluster();
        refused(post(replication(c, "a"), "{}"), 409, "node-is-the-source");
        refused(post(replication(c, "z"), "{}"), 404, "node-not-found");
        refused(post(replication(c, "b"), "{\"driver\": \"magic\"}"), 422, "driver-unknown")
                .body("errors.field", hasItem("driver"));
        refused(post(replication(c, "b") + "/in-sync", "{\"evidence\": \"x\"}"), 409, "replication-not-running");
        post(replication(c, "b"), "{}").statusCode(202);
        refused(
                post(replication(c, "b") + "/steps/DATABASE_COPIED/done", "{\"evidence\": \"x\"}"),
                409,
                "replication-step-out-of-order");
        refused(
                post(
                        replication(c, "b") + "/steps/MASTER_RESTARTED/done",
                        "{\"evidence\": \"x\", \"downTime\": \"-PT1S\"}"),
                422,
                "down-time-implausible");
        refused(post(replication(c, "b") + "/steps/MASTER_RESTARTED/done", "{}"), 400, "invalid-request")
                .body("errors.field", hasItem("evidence"));
        refused(
                post(
                        replication(c, "b") + "/in-sync",
                        "{\"evidence\": \"x\", \"observedAt\": \"2999-01-01T00:00:00Z\"}"),
                422,
                "observed-in-the-future");
    }

    @Test
    void whatWasInSyncAndHasBrokenIsSetUpAnew() {
        var c = cluster();
        post(replication(c, "b"), "{}").statusCode(202);
        for (var step : ReplicationStep.values()) {
            done(c, step, "{\"evidence\": \"done\"}");
        }
        post(replication(c, "b") + "/in-sync", "{\"evidence\": \"lag 0\"}").statusCode(204);
        post(replication(c, "b") + "/abandon", "{\"reason\": \"WAL was removed\"}")
                .statusCode(204);
        get(replication(c, "b")).body("state", equalTo("ABANDONED")).body("reason", equalTo("WAL was removed"));
        get("/clusters/" + c + "/nodes/b").body("state", equalTo("JOINED"));
        post(replication(c, "b"), "{}").statusCode(202).body("operation", endsWith(".b.2"));
    }

    @Test
    void asAnOperationItNamesTheCallThatGivesItUp() {
        var c = cluster();
        String operation = post(replication(c, "b"), "{}").path("operation");
        for (var what : List.of("/cancel", "/retry")) {
            refused(operator().post("/operations/" + operation + what), 409, "operation-cannot")
                    .body("remedy", containsString("POST " + replication(c, "b") + "/abandon"));
        }
    }

    @Test
    void anAbandonedAttemptIsFollowedByTheNext() {
        var c = cluster();
        post(replication(c, "b"), "{}").statusCode(202);
        post(replication(c, "b") + "/abandon", "{\"reason\": \"disk full\"}").statusCode(204);
        get(replication(c, "b")).body("state", equalTo("ABANDONED")).body("reason", equalTo("disk full"));
        post(replication(c, "b"), "{}").body("operation", endsWith(".b.2"));
    }
}
