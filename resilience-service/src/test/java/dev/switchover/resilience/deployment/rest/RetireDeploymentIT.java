package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.EndStepInTime;
import dev.switchover.resilience.drill.driver.RemindOfDrill;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment that was defined by mistake is left alone, and its id with it. */
@QuarkusTest
class RetireDeploymentIT {

    private static final String BODY = """
            {"id": "%1$s", "party": "p1", "groups": ["telephony"],
             "main": {"id": "a", "access": {"kind": "http", "url": "https://a.%1$s.example.invalid/"}},
             "standby": {"id": "b", "access": {"kind": "http", "url": "https://b.%1$s.example.invalid/"}}}
            """;

    private static final String WHY = "a typing error";

    @Inject
    Commands commands;

    @Inject
    Jdbi database;

    @Inject
    RemindOfDrill remind;

    @Inject
    EndStepInTime endStep;

    private static Answer retire(String d) {
        return retire(d, 1);
    }

    private static Answer retire(String d, int version) {
        return as(Tokens.admin())
                .header("Switchover-Reason", WHY)
                .header("If-Match", "\"" + version + "\"")
                .delete("/deployments/" + d);
    }

    private static String defined() {
        var d = unique("d");
        admin("/deployments", BODY.formatted(d)).statusCode(201);
        return d;
    }

    @Test
    void whoReadsItLearnsWhoRetiredItAndWhy() {
        var d = defined();
        retire(d).statusCode(204);
        refused(get("/deployments/" + d), 404, "deployment-not-found")
                .body("detail", containsString("was retired at"))
                .body("detail", containsString("by ada: " + WHY));
        refused(retire(d), 404, "deployment-not-found");
        refused(post("/deployments/" + d + "/nodes/a/stop-services", "{}"), 404, "deployment-not-found");
        get("/deployments?limit=1000").statusCode(200).body("id", not(hasItem(d)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void nobodyRetiresItWithoutSayingWhy(@Nullable String why) {
        var d = defined();
        var admin = as(Tokens.admin());
        refused(
                        (why == null ? admin : admin.header("Switchover-Reason", why)).delete("/deployments/" + d),
                        400,
                        "invalid-request")
                .body("errors.field", equalTo(List.of("Switchover-Reason")))
                .body("errors.rule", equalTo(List.of("not-blank")))
                .body("errors[0].remedy", equalTo("Say why, in up to 1000 characters"));
        get("/deployments/" + d).statusCode(200);
    }

    @Test
    void itsMachinesAreFreeAgain() {
        var d = defined();
        var again = BODY.formatted(d).replaceFirst(d, unique("d"));
        refused(admin("/deployments", again), 409, "machine-of-another-deployment");
        retire(d).statusCode(204);
        admin("/deployments", again).statusCode(201);
    }

    /** Each leaves definition and roles at once, and who reads between must not find one without the other. */
    @Test
    void theListStaysWholeWhileOthersAreRetired() throws Exception {
        var stays = manual("[\"telephony\"]");
        var ended = new AtomicBoolean();
        try (var reader = Executors.newSingleThreadExecutor()) {
            var read = reader.submit(() -> {
                do {
                    get("/deployments?limit=1000").statusCode(200).body("id", hasItem(stays));
                } while (!ended.get());
            });
            for (int i = 0; i < 20; i++) {
                retire(defined()).statusCode(204);
            }
            ended.set(true);
            read.get();
        }
    }

    @Test
    void itsIdIsNotGivenAgainForItsEpochsWouldBeginAnew() {
        var d = defined();
        retire(d).statusCode(204);
        refused(admin("/deployments", BODY.formatted(d)), 409, "deployment-retired")
                .body("errors.field", hasItem("id"));
    }

    @Test
    void nobodyWatchesItAndItsRolesAreUnknown() {
        var d = defined();
        Eventually.holds(() -> Request.ofNobody().get("/roles/" + d + "/a").statusCode(200));
        retire(d).statusCode(204);
        assertThat(watched(d)).isZero();
        Eventually.holds(() ->
                Request.ofNobody().get("/roles/" + d + "/a").statusCode(503).body("role", equalTo("UNKNOWN")));
    }

    @Test
    void nobodyIsRemindedOfItsDrills() {
        var d = defined();
        retire(d).statusCode(204);
        var last = Instant.parse("2020-01-01T00:00:00Z");
        remind.carryOut(new RemindOfDrill.Due(d, last, true, null), 1);
        get("/tasks?subject=" + new DeploymentId(d))
                .body("id", not(hasItem("drill-" + d + "-" + last.getEpochSecond())));
    }

    /** The limit of an order outlasts the order. */
    @Test
    void theTimeOfItsOrdersEndsQuietly() {
        var d = defined();
        retire(d).statusCode(204);
        var timed = new EndStepInTime.Timed(d, 1, 1, null, null, 0);
        assertThatCode(() -> endStep.carryOut(timed, 1)).doesNotThrowAnyException();
        assertThatCode(() -> endStep.givenUp(timed, new IllegalStateException("of before")))
                .doesNotThrowAnyException();
    }

    @Test
    void whatPeopleWereAskedToDoForItIsWithdrawnWithTheReason() {
        var d = unique("d");
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["telephony"], "follow": "PT1S",
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}},
                 "cc": {"main": {"id": "cc-a", "fqdn": "cc-a.example.net", "access": {"kind": "manual"}},
                        "standby": {"id": "cc-b", "fqdn": "cc-b.example.net", "access": {"kind": "manual"}}}}
                """.formatted(d)).statusCode(201);
        takeOverFromA(d);
        var follow = "follow." + d + ".cc-b.2.start-services";
        var asked = List.of(follow, "follow." + d + ".cc-a.2.stop-services");
        Eventually.holds(() -> assertThat(open(d)).containsAll(asked));

        retire(d).statusCode(204);

        Eventually.holds(() -> assertThat(open(d)).isEmpty());
        for (var task : asked) {
            get("/tasks/" + task)
                    .body("state", equalTo("DROPPED"))
                    .body("evidence", containsString("was retired at"))
                    .body("evidence", containsString("by ada: " + WHY));
        }
        refused(post("/tasks/" + follow + "/done", "{\"evidence\": \"it serves\"}"), 409, "task-closed");
    }

    /** A look that began before has asked after. */
    @Test
    void whatIsAskedForOnceItIsRetiredIsWithdrawnAsWell() {
        var d = defined();
        retire(d).statusCode(204);
        var late = new TaskId("late-" + d);

        commands.send(new OpenTask(
                late, new DeploymentId(d).toString(), "test", "Late", "Nothing.", null, Map.of("deployment", d)));

        becomes("/tasks/" + late.value(), "state", "DROPPED");
    }

    /** Somebody vouches for the node while another was to cut it off, and the run ends. */
    private static void takeOverFromA(String d) {
        post("/deployments/" + d + "/switchovers", "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}")
                .statusCode(202);
        becomes("/tasks/step-" + d + "-1-1", "state", "OPEN");
        post("/tasks/step-" + d + "-1-1/done", "{\"evidence\": \"seen it\"}").statusCode(204);
        becomes("/tasks/step-" + d + "-1-2", "state", "OPEN");
        post("/deployments/" + d + "/switchovers/1/attestations", """
                        {"gate": "old-node-fenced", "node": "a", "evidence": "power is off"}
                        """).statusCode(204);
        becomes("/operations/run." + d + ".1", "outcome", "INCOMPLETE");
    }

    private static List<String> open(String d) {
        return get("/tasks?state=OPEN&subject=" + new DeploymentId(d)).path("id");
    }

    @Test
    void isRefusedWhileARunGoesOnAndToOthersThanAdmins() {
        var d = manual("[\"telephony\"]");
        refused(as(Tokens.operator()).delete("/deployments/" + d), 403, "forbidden");
        refused(retire(d, 7), 412, "stale-version");
        post("/deployments/" + d + "/nodes/a/stop-services", "{}").statusCode(202);
        refused(retire(d), 409, "run-going-on");
    }

    private int watched(String d) {
        return database.withHandle(
                handle -> handle.createQuery("select count(*) from claims.watch where deployment = :d")
                        .bind("d", d)
                        .mapTo(Integer.class)
                        .one());
    }
}
