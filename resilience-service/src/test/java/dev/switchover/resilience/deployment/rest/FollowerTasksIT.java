package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.resilience.deployment.claims.FollowerTaskTable;
import dev.switchover.resilience.deployment.claims.FollowerTaskTable.Asked;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** A contact centre and a media server that people bring over: each gets a task, and its end is the proof. */
@QuarkusTest
class FollowerTasksIT {

    @Inject
    Commands commands;

    @Inject
    FollowerTaskTable asked;

    @Inject
    Jdbi database;

    private static final String FAILOVER = """
            {"direction": "FAILOVER", "attestations": [{"gate": "replication-in-sync", "evidence": "lag 0"}]}
            """;

    private static String defined(String follow) {
        return defined(unique("d"), follow, "cc-a", "cc-b");
    }

    private static String defined(String d, String follow, String ccA, String ccB) {
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}},
                 "mds": [{"id": "m1"}], "follow": "%s",
                 "cc": {"main": {"id": "%s", "fqdn": "cc-a.example.net", "access": {"kind": "manual"}},
                        "standby": {"id": "%s", "fqdn": "cc-b.example.net", "access": {"kind": "manual"}}}}
                """.formatted(d, follow, ccA, ccB)).statusCode(201);
        return d;
    }

    /** Nothing follows it any more. */
    private static void bare(String d) {
        changed(d, "");
    }

    private static void changed(String d, String followers) {
        as(Tokens.admin())
                .body("""
                        {"party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                         "main": {"id": "a", "access": {"kind": "manual"}},
                         "standby": {"id": "b", "access": {"kind": "manual"}} %s}
                        """.formatted(followers))
                .put("/deployments/" + d)
                .statusCode(204);
    }

    private static String follow(String d, String follower, int epoch, String action) {
        return "/tasks/follow." + d + "." + follower + "." + epoch + "." + action;
    }

    private static void isAsked(String task) {
        becomes(task, "state", "OPEN");
    }

    private static void done(String task) {
        isAsked(task);
        post(task + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
    }

    /** People do all that is asked of the pair itself. */
    private static int overToB(String d) {
        int run = post("/deployments/" + d + "/switchovers", FAILOVER)
                .statusCode(202)
                .path("run");
        for (int order = 1; order <= 6; order++) {
            done("/tasks/step-" + d + "-" + run + "-" + order);
        }
        return run;
    }

    private boolean isLookedAt(String d, String cc) {
        return database.withHandle(handle -> handle.createQuery("""
                        select looked_until is not null from claims.watch where deployment = :d and subject = :cc
                        """)
                .bind("d", d)
                .bind("cc", cc)
                .mapTo(Boolean.class)
                .one());
    }

    private static void ended(String d, int run, String outcome) {
        becomes("/operations/run." + d + "." + run, "outcome", outcome);
    }

    private static void centreServesWithMain(String d) {
        done(follow(d, "cc-a", 1, "start-services"));
        done(follow(d, "cc-b", 1, "stop-services"));
        becomes("/deployments/" + d, "cc.status", List.of("Active", "Inactive"));
    }

    @Test
    void theRunEndsWhenPeopleHaveConfirmedEveryFollower() {
        var d = defined("PT1H");
        centreServesWithMain(d);
        var run = overToB(d);
        var register = follow(d, "m1", 2, "register-mds");
        isAsked(register);
        get(register).body("instructions", containsString("Register b at m1"));
        done(follow(d, "cc-b", 2, "start-services"));
        done(follow(d, "cc-a", 2, "stop-services"));
        get("/deployments/" + d).body("followers.find { it.follower == 'mds-m1' }.follows", equalTo(false));
        get("/operations/run." + d + "." + run).body("outcome", equalTo(null));
        done(register);
        done("/tasks/step-" + d + "-" + run + "-8");
        ended(d, run, "SUCCEEDED");
        get("/deployments/" + d)
                .body("followers.follows", everyItem(equalTo(true)))
                .body("followers[0].node", equalTo("b"))
                .body("cc.status", equalTo(List.of("Inactive", "Active")))
                .body("cc.wanted", equalTo(List.of(false, true)));
    }

    @Test
    void whatNobodyHasConfirmedInTimeIsOwedUntilSomebodyDoes() {
        var d = defined("PT1S");
        centreServesWithMain(d);
        var run = overToB(d);
        done("/tasks/step-" + d + "-" + run + "-8");
        ended(d, run, "INCOMPLETE");
        assertThat(get("/deployments/" + d).<Iterable<String>>path("obligations.id"))
                .containsExactlyInAnyOrder("mds-m1", "cc-cc-a", "cc-cc-b");
        done(follow(d, "m1", 2, "register-mds"));
        done(follow(d, "cc-b", 2, "start-services"));
        done(follow(d, "cc-a", 2, "stop-services"));
        Eventually.holds(() -> assertThat(get("/deployments/" + d).<Iterable<String>>path("obligations.id"))
                .isEmpty());
    }

    @Test
    void aTaskOfTheOtherSideIsNoLongerWantedWhenTheSidesHaveChanged() {
        var d = defined("PT1S");
        var late = follow(d, "cc-a", 1, "start-services");
        isAsked(late);
        overToB(d);
        becomes(late, "state", "DROPPED");
        done(follow(d, "cc-a", 2, "stop-services"));
        becomes("/deployments/" + d, "cc[0].status", "Inactive");
    }

    @Test
    void whoHasMovedAFollowerTooLateHearsWhereItBelongsNow() {
        var d = defined("PT1S");
        var late = follow(d, "cc-a", 1, "start-services");
        isAsked(late);
        overToB(d);
        becomes(late, "state", "DROPPED");
        isAsked(follow(d, "cc-a", 2, "stop-services"));
        refused(post(late + "/done", "{\"evidence\": \"it serves\"}"), 409, "task-closed")
                .body("detail", containsString("the sides have changed"))
                .body("remedy", containsString("b is the active side: cc-a is to be stopped"))
                .body("remedy", containsString("task/follow." + d + ".cc-a.2.stop-services"));
    }

    @Test
    void nobodyIsAskedAboutAFollowerThatIsGone() {
        var d = defined("PT1S");
        var asked = follow(d, "cc-a", 1, "start-services");
        isAsked(asked);
        bare(d);
        becomes(asked, "state", "DROPPED");
    }

    @Test
    void whatAFollowerOwesThatIsGoneIsOwedNoMore() {
        var d = defined("PT1S");
        centreServesWithMain(d);
        var run = overToB(d);
        done("/tasks/step-" + d + "-" + run + "-8");
        ended(d, run, "INCOMPLETE");
        bare(d);
        get("/deployments/" + d).body("followers", empty());
        becomes("/deployments/" + d, "obligations.id", List.of());
        get("/deployments/" + d + "/obligations?state=MET")
                .body("find { it.id == 'mds-m1' }.evidence", equalTo("m1 belongs to the deployment no more"));
        changed(d, ", \"mds\": [{\"id\": \"m1\"}]");
        isAsked(follow(d, "m1", 2, "register-mds") + ".2");
    }

    /** As paris and its cc-1 on one side, paris-cc and its 1 on the other. */
    @Test
    void deploymentsAndFollowersWhoseNamesRunTogetherAreAskedAboutEachOnItsOwn() {
        var d = unique("d");
        defined(d + "-cc", "PT1S", "1", "2");
        defined(d, "PT1S", "cc-1", "cc-2");
        var other = overToB(d + "-cc");
        done("/tasks/step-" + d + "-cc-" + other + "-8");
        ended(d + "-cc", other, "INCOMPLETE");
        var run = overToB(d);
        isAsked(follow(d + "-cc", "2", 2, "start-services"));
        isAsked(follow(d, "cc-2", 2, "start-services"));
        done("/tasks/step-" + d + "-" + run + "-8");
        ended(d, run, "INCOMPLETE");
    }

    /** Whatever it fails by: past the point of no return there would be no way out of the run. */
    @Test
    void whomNobodyCanLookAtIsOwedWithTheReasonAndHoldsUpNobody() {
        var d = defined("PT1S");
        centreServesWithMain(d);
        var taken = "follow." + d + ".m1.2.register-mds";
        commands.send(new OpenTask(new TaskId(taken), "deployment/" + d, "of-another", "Other", "Do.", null, Map.of()));
        var run = overToB(d);
        done(follow(d, "cc-b", 2, "start-services"));
        done(follow(d, "cc-a", 2, "stop-services"));
        done("/tasks/step-" + d + "-" + run + "-8");
        ended(d, run, "INCOMPLETE");
        get("/deployments/" + d)
                .body("obligations.id", equalTo(List.of("mds-m1")))
                .body("obligations[0].what", containsString("mds-m1 has not followed to b yet. Nobody could look"))
                .body("obligations[0].what", containsString("There is another task/" + taken));
        get("/operations/run." + d + "." + run)
                .body("steps.find { it.id == 'follow-b' }.detail", containsString("There is another task/" + taken));
    }

    /** Asked before names were joined by dots, and found by no other name. */
    @Test
    void whatWasAskedUnderAnIdOfBeforeIsNotAskedTwiceAndEndsWithTheSidesToo() {
        var d = unique("d");
        var old = "follow-" + d + "-cc-a-1-start-services";
        asked.put(new DeploymentId(d), "cc-a", new Asked(old, 1, true));
        commands.send(new OpenTask(
                new TaskId(old),
                "deployment/" + d,
                "resilience.follow",
                "start-services for cc-a",
                "cc-a is to serve",
                null,
                Map.of(
                        "deployment", d,
                        "follower", "cc-a",
                        "action", "start-services",
                        "node", "a",
                        "epoch", "1",
                        "task", old,
                        "round", "1")));
        defined(d, "PT1S", "cc-a", "cc-b");
        isAsked(follow(d, "cc-b", 1, "stop-services"));
        Eventually.holds(() -> assertThat(isLookedAt(d, "cc-a")).isTrue());
        get(follow(d, "cc-a", 1, "start-services")).statusCode(404);
        overToB(d);
        becomes("/tasks/" + old, "state", "DROPPED");
        isAsked(follow(d, "cc-a", 2, "stop-services"));
    }

    @Test
    void whileNoSideIsActiveNobodyIsAskedToBringFollowersToOne() {
        var d = defined("PT1H");
        var asked = List.of(follow(d, "cc-a", 1, "start-services"), follow(d, "cc-b", 1, "stop-services"));
        asked.forEach(FollowerTasksIT::isAsked);
        int stop = post("/deployments/" + d + "/nodes/a/stop-services", "{\"mode\": \"force\"}")
                .statusCode(202)
                .path("run");
        done("/tasks/step-" + d + "-" + stop + "-1");
        isAsked("/tasks/step-" + d + "-" + stop + "-2");
        Eventually.holds(
                () -> Request.ofNobody().get("/where/" + d).body(containsString("The service is being stopped")));
        done("/tasks/step-" + d + "-" + stop + "-2");
        done("/tasks/step-" + d + "-" + stop + "-3");
        ended(d, stop, "SUCCEEDED");
        asked.forEach(task -> becomes(task, "state", "DROPPED"));
    }
}
