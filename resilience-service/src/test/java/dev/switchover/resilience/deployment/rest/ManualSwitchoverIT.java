package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.switchover.contracts.resilience.v1.ResilienceNotice.Kind;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.SwitchoverAborted;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.resilience.Notices;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Switchovers of nodes that only people can ask: each order is a task, and its end is the proof. */
@QuarkusTest
class ManualSwitchoverIT {

    private static final String THREE = "[\"data\", \"management\", \"telephony\"]";
    private static final String IN_SYNC =
            "\"attestations\": [{\"gate\": \"replication-in-sync\", \"evidence\": \"lag 0\"}]";

    @Inject
    Notices notices;

    private static String failover(String more) {
        return "{\"direction\": \"FAILOVER\"" + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    private static int started(String d, String body) {
        return post("/deployments/" + d + "/switchovers", body).statusCode(202).path("run");
    }

    private static void done(String d, int run, int order) {
        var task = "/tasks/step-" + d + "-" + run + "-" + order;
        Eventually.holds(() -> assertThat(get(task).statusCode()).isEqualTo(200));
        post(task + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
    }

    private static void ended(String d, int run, String outcome) {
        Eventually.holds(
                () -> assertThat(get("/operations/run." + d + "." + run).<String>path("outcome"))
                        .isEqualTo(outcome));
    }

    @Test
    void itsOperationSaysWhyItWasAskedFor() {
        var d = manual(THREE);
        int run = as(Tokens.operator())
                .header("Switchover-Reason", "works in the hall")
                .header("Switchover-Ticket", "T-78")
                .body(failover(IN_SYNC))
                .post("/deployments/" + d + "/switchovers")
                .statusCode(202)
                .path("run");
        Eventually.holds(() -> get("/operations/run." + d + "." + run)
                .body("requestedBy", equalTo("olga"))
                .body("reason", equalTo("works in the hall"))
                .body("ticket", equalTo("T-78")));
    }

    @Test
    void peopleCarryAFailoverOutTaskByTask() {
        var d = manual(THREE);
        refused(post("/deployments/" + d + "/switchovers", failover("")), 409, "gates-refuse")
                .body("gates.id", hasItem("replication-in-sync"));
        var run = started(d, failover(IN_SYNC));
        for (int order = 1; order <= 6; order++) {
            done(d, run, order);
        }
        done(d, run, 8); // the seventh waits for followers, and there are none
        ended(d, run, "SUCCEEDED");
        get("/deployments/" + d)
                .body("active", equalTo("b"))
                .body("nodes[1].groups.role", everyItem(equalTo("OWNER")))
                .body("nodes[1].status", equalTo("Active"))
                .body("nodes[1].byPerson", equalTo(true))
                .body("nodes[0].status", equalTo("Inactive"));
        get("/deployments/" + d + "/switchovers/" + run)
                .body("outcome", equalTo("SUCCEEDED"))
                .body("gates.attested", hasItem(true))
                .body("steps.id", hasItems("start-telephony-b", "fence-data-a", "promote-data-b", "follow-b"));
        get("/operations/run." + d + "." + run)
                .body("drill", equalTo(false))
                .body("steps[0].detail", equalTo("seen it"))
                .body("steps[0].saidBy", equalTo("olga"));
    }

    @Test
    void aCancelledRunAsksForTheWayBackAndDropsTheOpenTask() {
        var d = manual(THREE);
        var run = started(d, failover(IN_SYNC));
        done(d, run, 1);
        Eventually.holds(
                () -> assertThat(get("/tasks/step-" + d + "-" + run + "-2").statusCode())
                        .isEqualTo(200));
        var operation = "/operations/run." + d + "." + run;
        refused(post(operation + "/cancel", "{\"reason\": \"wrong day\"}"), 400, "invalid-request")
                .body("remedy", containsString("Switchover-Reason"));
        as(Tokens.operator())
                .header("Switchover-Reason", "wrong day")
                .post(operation + "/cancel")
                .statusCode(204);
        Eventually.holds(
                () -> assertThat(get("/tasks/step-" + d + "-" + run + "-2").<String>path("state"))
                        .isEqualTo("DROPPED"));
        done(d, run, 3);
        done(d, run, 4);
        ended(d, run, "ABORTED");
        get(operation).body("reason", equalTo("cancelled by olga: wrong day"));
        get("/deployments/" + d + "/switchovers/" + run + "/report")
                .body("reason", equalTo("cancelled by olga: wrong day"));
        get("/deployments/" + d).body("active", equalTo("a"));
        Eventually.holds(() -> assertThat(notices.told(SwitchoverAborted.class, "deployment/" + d))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.restored()).isTrue();
                    assertThat(told.kind()).isEqualTo(Kind.PLANNED);
                    assertThat(told.turn().switchover()).isEqualTo("run." + d + "." + run);
                }));
    }

    @Test
    void aTaskThatCannotBeDoneFailsItsStepAndIsTriedAgain() {
        var d = manual(THREE);
        var run = started(d, failover(IN_SYNC));
        Eventually.holds(
                () -> assertThat(get("/tasks/step-" + d + "-" + run + "-1").statusCode())
                        .isEqualTo(200));
        post("/tasks/step-" + d + "-" + run + "-1/drop", "{\"reason\": \"no key\"}")
                .statusCode(204);
        Eventually.holds(
                () -> assertThat(get("/operations/run." + d + "." + run).<String>path("state"))
                        .isEqualTo("WAITING"));
        post("/operations/run." + d + "." + run + "/retry", "").statusCode(204);
        done(d, run, 2);
        Eventually.holds(() ->
                assertThat(get("/deployments/" + d).<String>path("active")).isEqualTo("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "on"})
    void whetherItIsADryRunIsSaidClearly(String word) {
        var d = manual(THREE);
        for (var action : List.of("switchovers", "nodes/b/start-services", "nodes/a/stop-services")) {
            post("/deployments/" + d + "/" + action + "?dryRun=" + word, failover(IN_SYNC))
                    .statusCode(400)
                    .body("type", equalTo("/problems/invalid-request"))
                    .body("errors[0].field", equalTo("dryRun"))
                    .body("errors[0].value", equalTo(word));
        }
        get("/deployments/" + d + "/switchovers").statusCode(200).body("", hasSize(0));
    }

    @Test
    void aMisspeltFlagHasNothingDone() {
        var d = manual(THREE);
        for (var action : List.of("switchovers", "nodes/b/start-services", "nodes/a/stop-services")) {
            post("/deployments/" + d + "/" + action + "?dryrun=true", failover(IN_SYNC))
                    .statusCode(400)
                    .body("errors[0].field", equalTo("dryrun"))
                    .body("errors[0].remedy", equalTo("Known here: dryRun"));
        }
        get("/deployments/" + d + "/switchovers").statusCode(200).body("", hasSize(0));
    }

    @Test
    void servicesMoveAsTheDeploymentWasSeen() {
        var d = manual(THREE);
        var seen = get("/deployments/" + d).header("ETag");
        for (var action : List.of("switchovers", "switchovers?dryRun=true")) {
            as(Tokens.operator())
                    .header("If-Match", "\"99\"")
                    .body(failover(IN_SYNC))
                    .post("/deployments/" + d + "/" + action)
                    .statusCode(412)
                    .header("ETag", equalTo(seen));
        }
        as(Tokens.operator())
                .header("If-Match", "\"99\"")
                .body("{}")
                .post("/deployments/" + d + "/nodes/a/stop-services")
                .statusCode(412)
                .header("ETag", equalTo(seen));
        get("/deployments/" + d + "/switchovers").statusCode(200).body("", hasSize(0));
        as(Tokens.operator())
                .header("If-Match", seen)
                .body(failover(IN_SYNC))
                .post("/deployments/" + d + "/switchovers")
                .statusCode(202);
    }

    @Test
    void aDryRunShowsStepsAndGatesAndIsHeldToItsHash() {
        var d = manual(THREE);
        String hash = post("/deployments/" + d + "/switchovers?dryRun=true", failover(IN_SYNC))
                .statusCode(200)
                .body("steps.id", hasItems("start-telephony-b", "stop-telephony-a"))
                .body("gates.id", hasItems("no-other-switchover", "replication-in-sync"))
                .body("gates.find { it.id == 'new-node-idle' }.measured", equalTo("nobody has said anything of it yet"))
                .path("planHash");
        refused(
                post("/deployments/" + d + "/switchovers", failover("\"planHash\": \"" + hash + "\"")),
                412,
                "plan-changed");
        started(d, failover(IN_SYNC + ", \"planHash\": \"" + hash + "\""));
    }

    @Test
    void ofTwoOperatorsPressingAtOnceOneIsRefused() throws Exception {
        for (int round = 0; round < 5; round++) {
            var d = manual(THREE);
            Callable<Integer> press = () -> post("/deployments/" + d + "/switchovers", failover(IN_SYNC))
                    .statusCode();
            try (var operators = Executors.newFixedThreadPool(2)) {
                var codes = new ArrayList<Integer>();
                for (var pressed : operators.invokeAll(List.of(press, press))) {
                    codes.add(pressed.get());
                }
                assertThat(codes).containsExactlyInAnyOrder(202, 409);
            }
        }
    }

    @Test
    void aSilentMainIsAttestedAndItsStopRemainsOwed() {
        var d = manual(THREE);
        var run = started(d, failover("\"kind\": \"EMERGENCY\""));
        done(d, run, 1);
        var at = "/deployments/" + d + "/switchovers/" + run + "/attestations";
        Eventually.holds(
                () -> assertThat(get("/tasks/step-" + d + "-" + run + "-2").statusCode())
                        .isEqualTo(200));
        refused(post(at, "{\"gate\": \"bogus\", \"node\": \"a\", \"evidence\": \"dead\"}"), 404, "gate-not-found")
                .body("remedy", equalTo("Attest old-node-fenced; the plan shows how all others stand."));
        refused(
                post(at, "{\"gate\": \"management-exclusive\", \"node\": \"a\", \"evidence\": \"dead\"}"),
                409,
                "gate-not-attestable");
        refused(
                post(at, "{\"gate\": \"old-node-fenced\", \"node\": \"b\", \"evidence\": \"dead\"}"),
                422,
                "node-name-differs");
        post(at, "{\"gate\": \"old-node-fenced\", \"node\": \"a\", \"evidence\": \"power is off\"}")
                .statusCode(204);
        done(d, run, 3);
        done(d, run, 4);
        ended(d, run, "INCOMPLETE");
        get("/operations/run." + d + "." + run)
                .body("steps[1].outcome", equalTo("SUCCEEDED"))
                .body("steps[1].detail", equalTo("attested by olga: power is off"))
                .body("steps[1].saidBy", equalTo("olga"));
        get("/deployments/" + d).body("obligations.id", hasItems("stop-a", "review-" + run));
        var owed = "/deployments/" + d + "/obligations";
        get(owed + "?state=OPEN").statusCode(200).body("id", hasItem("stop-a"));
        get(owed + "?state=MET").body("id", not(hasItem("stop-a")));
        refused(get(owed + "?state=open"), 400, "invalid-request")
                .body("errors[0].field", equalTo("state"))
                .body("errors[0].remedy", equalTo("One of OPEN, MET"));
        post("/deployments/" + d + "/obligations/stop-a/proof", "{\"evidence\": \"disk removed\"}")
                .statusCode(204);
        refused(
                post("/deployments/" + d + "/obligations/review-" + run + "/proof", "{\"evidence\": \"fine\"}"),
                409,
                "second-person-needed");
    }

    @Test
    void whatAnEmergencyWithoutCallsLeavesIsShownThoughItIsGivenUp() {
        var d = manual("[\"services\"]");
        var run = started(d, failover("\"kind\": \"EMERGENCY\""));
        done(d, run, 1);
        Eventually.holds(
                () -> assertThat(get("/tasks/step-" + d + "-" + run + "-2").statusCode())
                        .isEqualTo(200));
        refused(post("/operations/run." + d + "." + run + "/cancel", ""), 409, "point-of-no-return")
                .body("remedy", containsString("an EMERGENCY the other way"));
        post("/tasks/step-" + d + "-" + run + "-2/drop", "{\"reason\": \"no disk\"}")
                .statusCode(204);
        Eventually.holds(
                () -> assertThat(get("/operations/run." + d + "." + run).<String>path("state"))
                        .isEqualTo("WAITING"));

        started(d, "{\"direction\": \"FAILBACK\", \"kind\": \"EMERGENCY\"}");

        ended(d, run, "FAILED");
        var over = "/deployments/" + d + "/switchovers/" + run;
        get(over).body("owed.id", hasItem("stop-a"));
        get(over + "/report").body("open.id", hasItem("stop-a"));
        get("/operations/run." + d + "." + run).body("reason", containsString("stop-a"));
    }

    @Test
    void theButtonsStopAndStart() {
        var d = manual("[\"services\"]");
        var stop = "/deployments/" + d + "/nodes/a/stop-services";
        int run = post(stop, "{\"mode\": \"force\"}").statusCode(202).path("run");
        done(d, run, 1);
        ended(d, run, "SUCCEEDED");
        post(stop, "{}").statusCode(204);
        refused(post("/deployments/" + d + "/nodes/a/start-services", "{}"), 409, "gates-refuse")
                .body("gates.verdict", hasItem("UNKNOWN"));
        int next = post("/deployments/" + d + "/nodes/a/start-services", """
                        {"attestations": [{"gate": "old-node-fenced", "evidence": "b was never started"}]}
                        """)
                .statusCode(202)
                .path("run");
        done(d, next, 1);
        ended(d, next, "SUCCEEDED");
        post("/deployments/" + d + "/nodes/a/start-services", "{}").statusCode(204);
        refused(post("/deployments/" + d + "/nodes/b/start-services", "{}"), 409, "gates-refuse");
    }

    @Test
    void thePlanOfAnExerciseIsNotThatOfTheRealThing() {
        var d = unique("d");
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["telephony"], "drill": true,
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}}}
                """.formatted(d)).statusCode(201);
        var path = "/deployments/" + d + "/switchovers";
        var run = "{\"direction\": \"FAILOVER\", \"drill\": %s, \"planHash\": \"%s\"}";
        var real = hash(path, run.formatted(false, ""));
        var drill = hash(path, run.formatted(true, ""));
        refused(post(path, run.formatted(true, real)), 412, "plan-changed");
        refused(post(path, run.formatted(false, drill)), 412, "plan-changed");
        int number = post(path, run.formatted(true, drill)).statusCode(202).path("run");
        Eventually.holds(() -> get("/operations/run." + d + "." + number).body("drill", equalTo(true)));
        Eventually.holds(() -> get("/tasks/step-" + d + "-" + number + "-1")
                .body("title", equalTo("DRILL: start-telephony on b"))
                .body("instructions", startsWith("This is a drill. ")));
    }

    private static String hash(String path, String body) {
        return post(path + "?dryRun=true", body).statusCode(200).path("planHash");
    }
}
