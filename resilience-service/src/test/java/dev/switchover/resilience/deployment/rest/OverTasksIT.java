package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people are asked lives as long as the order it is about; who says too late that he has done it hears what holds now. */
@QuarkusTest
class OverTasksIT {

    private final String d = unique("d");

    private static final String FAILOVER = """
            {"direction": "FAILOVER", "attestations": [{"gate": "replication-in-sync", "evidence": "lag 0"}]}
            """;

    @Inject
    Commands commands;

    /** Nobody promotes b within a second. */
    private void defined() {
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual", "limits": {"promote-data": "PT1S"}}}}
                """.formatted(d)).statusCode(201);
    }

    private int started(String path, String body) {
        return post("/deployments/" + d + path, body).statusCode(202).path("run");
    }

    private String task(int run, int order) {
        return "/tasks/step-" + d + "-" + run + "-" + order;
    }

    private void done(int run, int... orders) {
        for (int order : orders) {
            becomes(task(run, order), "state", "OPEN");
            post(task(run, order) + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
        }
    }

    private Answer tooLate(int run, int order) {
        return refused(post(task(run, order) + "/done", "{\"evidence\": \"done by hand\"}"), 409, "task-closed");
    }

    private void onlyOpen(int run, int order) {
        areOpen(List.of("step-" + d + "-" + run + "-" + order));
    }

    /** Of what is asked about the nodes. */
    private void areOpen(List<String> ids) {
        becomes("/tasks?state=OPEN&subject=deployment/" + d, "findAll { it.kind == 'resilience.node-action' }.id", ids);
    }

    /** The old node is stopped, and the new one not made writable in time. */
    private int stuckAtPromotion() {
        defined();
        var run = started("/switchovers", FAILOVER);
        done(run, 1, 2, 3, 4);
        becomes("/operations/run." + d + "." + run, "state", "WAITING");
        return run;
    }

    private String operation(int run) {
        return "/operations/run." + d + "." + run;
    }

    private int overToB() {
        defined();
        var run = started("/switchovers", FAILOVER);
        done(run, 1, 2, 3, 4, 5, 6, 8);
        becomes(operation(run), "outcome", "SUCCEEDED");
        return run;
    }

    private int attestedBackToA() {
        overToB();
        var run = started("/switchovers", "{\"direction\": \"FAILBACK\", \"kind\": \"EMERGENCY\"}");
        done(run, 1);
        becomes(task(run, 2), "state", "OPEN");
        attest(run);
        return run;
    }

    private void attest(int run) {
        post(
                        "/deployments/" + d + "/switchovers/" + run + "/attestations",
                        "{\"gate\": \"old-node-fenced\", \"node\": \"b\", \"evidence\": \"power is off\"}")
                .statusCode(204);
    }

    @Test
    void anEmergencyTakesBackWhatTheRunItEndedHadAskedFor() {
        var failover = stuckAtPromotion();
        onlyOpen(failover, 5);
        var back = started("/switchovers", "{\"direction\": \"FAILBACK\", \"kind\": \"EMERGENCY\"}");
        becomes(task(failover, 5), "state", "DROPPED");
        onlyOpen(back, 1);
        done(back, 1);
        onlyOpen(back, 2);
        attest(back);
        becomes(task(back, 2), "state", "DROPPED");
        onlyOpen(back, 3);
        get(task(back, 3)).body("title", equalTo("promote-data on a"));
        tooLate(failover, 5)
                .body("detail", containsString("given up for an emergency"))
                .body("remedy", allOf(containsString("b is not to serve data"), containsString("stop it there now")));
        tooLate(back, 2).body("remedy", containsString("Nothing"));
        done(back, 3, 4);
        becomes(operation(back), "outcome", "INCOMPLETE");
        areOpen(List.of());
    }

    @Test
    void anOrderGivenAgainIsAskedOnceAndNothingOfItIsLeftWhenTheRunIsTakenBack() {
        var run = stuckAtPromotion();
        post(operation(run) + "/retry", "").statusCode(204);
        onlyOpen(run, 6);
        tooLate(run, 5).body("remedy", containsString("task/step-" + d + "-" + run + "-6"));
        becomes(operation(run), "state", "WAITING");
        as(Tokens.operator())
                .header("Switchover-Reason", "wrong day")
                .post(operation(run) + "/cancel")
                .statusCode(204);
        onlyOpen(run, 7);
        get(task(run, 7)).body("title", equalTo("fence-data on b"));
        done(run, 7, 8, 9, 10, 11);
        becomes(operation(run), "outcome", "ABORTED");
        areOpen(List.of());
        tooLate(run, 6).body("detail", containsString("wrong day")).body("remedy", containsString("stop-services"));
    }

    /** As if it had been asked for and done at the very moment in which the run was taken back. */
    @Test
    void whoHasMadeTheOtherNodeWritableAllTheSameIsBelieved() {
        defined();
        var late = new TaskId("late-" + d);
        commands.send(new OpenTask(
                late,
                "deployment/" + d,
                "resilience.node-action",
                "promote-data on b",
                "Make it writable.",
                null,
                Map.of(
                        "deployment", d,
                        "run", "1",
                        "order", "5",
                        "node", "b",
                        "action", "promote-data",
                        "group", "data",
                        "epoch", "2")));
        commands.send(new CompleteTask(late, "it writes"));
        becomes("/deployments/" + d, "obligations.id", List.of("stop-b"));
        refused(post("/deployments/" + d + "/switchovers", FAILOVER), 409, "gates-refuse");
    }

    @Test
    void aStopOfWhatIsCutOffIsAskedForAndThenCountsAsTheNodesState() {
        var run = attestedBackToA();
        becomes(task(run, 2), "state", "DROPPED");
        done(run, 3, 4);
        becomes(operation(run), "outcome", "INCOMPLETE");
        int stop = started("/nodes/b/stop-services", "{\"mode\": \"force\"}");
        done(stop, 1, 2, 3);
        becomes(operation(stop), "outcome", "SUCCEEDED");
        areOpen(List.of());
        get("/deployments/" + d)
                .body("obligations.id", not(hasItem("stop-b")))
                .body("nodes[1].status", equalTo("Inactive"));
        started("/switchovers", FAILOVER);
    }

    @Test
    void theProofThatANodeIsStoppedIsWhatIsSaidOfItFromThenOn() {
        var run = attestedBackToA();
        done(run, 3, 4);
        becomes(operation(run), "outcome", "INCOMPLETE");
        refused(post("/deployments/" + d + "/switchovers", FAILOVER), 409, "gates-refuse");
        post("/deployments/" + d + "/obligations/stop-b/proof", "{\"evidence\": \"disk removed\"}")
                .statusCode(204);
        get("/deployments/" + d)
                .body("nodes[1].status", equalTo("Inactive"))
                .body("nodes[1].byPerson", equalTo(true))
                .body("nodes[1].trouble", nullValue());
        post("/deployments/" + d + "/nodes/b/stop-services", "{}").statusCode(204);
        var next = started("/switchovers", FAILOVER);
        done(next, 1, 2, 3, 4, 5, 6, 8);
        becomes(operation(next), "outcome", "SUCCEEDED");
    }
}
