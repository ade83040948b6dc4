package dev.switchover.resilience.drill.driver;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.switchover.contracts.resilience.v1.ResilienceNotice.DrillDue;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.Notices;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.drill.driver.RemindOfDrill.Due;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where nobody has practised for long: in tests that is a second. */
@QuarkusTest
class DrillIT {

    private static final Duration QUARTER = Duration.ofDays(90);
    private static final Instant LAST = Instant.parse("2025-11-20T09:00:00Z");

    private final RemindOfDrill remind;
    private final Notices notices;

    DrillIT(RemindOfDrill remind, Notices notices) {
        this.remind = remind;
        this.notices = notices;
    }

    @Test
    void aTaskSaysSoAndTheOthersAreTold() {
        var d = manual("[\"services\"]");

        Eventually.holds(() -> get("/tasks?subject=deployment/" + d).body("kind", hasItem("drill-due")));
        Eventually.holds(() -> assertThat(told(d)).singleElement().satisfies(it -> {
            assertThat(it.operators()).isEqualTo("operators");
            assertThat(it.lastDrill()).as("none was ever held").isNull();
        }));
    }

    @Test
    void eachDueDateIsToldOnceWithTheDrillItCountsFrom() {
        var d = manual("[\"services\"]");
        Eventually.holds(() -> assertThat(told(d)).hasSize(1));

        remind.carryOut(new Due(d, LAST, true, QUARTER), 1);
        remind.carryOut(new Due(d, LAST, true, QUARTER), 2); // a deed may be carried out twice
        remind.carryOut(
                new Due(d, LAST.plusSeconds(1), true, null), 1); // told in order, so nothing else is to come before it

        Eventually.holds(
                () -> assertThat(told(d)).last().extracting(DrillDue::lastDrill).isEqualTo(LAST.plusSeconds(1)));
        assertThat(told(d)).extracting(DrillDue::lastDrill).containsExactly(null, LAST, LAST.plusSeconds(1));
        assertThat(told(d))
                .extracting(DrillDue::everyDays)
                .as("in tests they are due every second")
                .containsExactly(null, 90, null);
    }

    /** In production nobody practises on what people depend on. */
    @Test
    void aDrillOfItsOperatorsOnAnotherDeploymentMeetsTheReminderOfOneThatPeopleDependOn() {
        var operators = unique("ops");
        var d = defined(operators, false);
        var other = defined(unique("ops"), false);
        var asked = asked(d);
        asked(other);
        get("/tasks/" + asked)
                .body("instructions", containsString("People depend on " + d))
                .body("instructions", containsString("\"drill\": true, \"operatorsParty\": \"" + operators + "\""));
        var lab = defined(operators, true);
        var here = asked(lab);
        get("/tasks/" + here)
                .body("instructions", containsString("POST /deployments/" + lab + "/switchovers with \"drill\": true"));

        var run = drill(lab);

        for (var task : List.of(asked, here)) {
            becomes("/tasks/" + task, "state", "DONE");
            get("/tasks/" + task).body("evidence", containsString(run));
        }
        Eventually.holds(
                () -> assertThat(told(d)).extracting(DrillDue::lastDrill).last().isNotNull());
        get("/tasks?state=OPEN&subject=deployment/" + d).body("id", hasSize(lessThanOrEqualTo(1)));
        get("/tasks?state=OPEN&subject=deployment/" + other).body("id", hasSize(1));
    }

    @Test
    void onWhatPeopleDependOnNobodyPractises() {
        var d = defined(unique("ops"), false);
        post("/deployments/" + d + "/switchovers", "{\"direction\": \"FAILOVER\", \"drill\": true}")
                .statusCode(422)
                .body("type", equalTo("/problems/not-a-drill-deployment"));
        get("/deployments/" + d + "/switchovers").body("", hasSize(0));
    }

    @Test
    void ofTwoRemindersOnlyTheLastIsOpen() {
        var d = defined(unique("ops"), true);
        var first = asked(d);
        remind.carryOut(new Due(d, LAST, true, QUARTER), 1);
        becomes("/tasks/" + first, "state", "DROPPED");
        becomes("/tasks/drill-" + d + "-" + LAST.getEpochSecond(), "state", "OPEN");
    }

    private static String defined(String operators, boolean drill) {
        var d = unique("d");
        admin("/deployments", """
                {"id": "%s", "party": "p1", "operatorsParty": "%s", "groups": ["telephony"], "drain": "PT0S", "drill": %s,
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}}}
                """.formatted(d, operators, drill)).statusCode(201);
        return d;
    }

    private static String asked(String d) {
        var open = "/tasks?state=OPEN&subject=deployment/" + d;
        Eventually.holds(() -> get(open).body("kind", hasItem("drill-due")));
        return get(open).path("id[0]");
    }

    /** People do all that it asks of them. */
    private static String drill(String d) {
        String run = post("/deployments/" + d + "/switchovers", "{\"direction\": \"FAILOVER\", \"drill\": true}")
                .statusCode(202)
                .path("operation");
        Eventually.holds(() -> {
            for (var task : get("/tasks?state=OPEN&subject=deployment/" + d)
                    .<List<String>>path("findAll { it.kind == 'resilience.node-action' }.id")) {
                post("/tasks/" + task + "/done", "{\"evidence\": \"seen it\"}");
            }
            assertThat(get("/operations/" + run).<String>path("outcome")).isEqualTo("SUCCEEDED");
        });
        return run;
    }

    private List<DrillDue> told(String deployment) {
        return notices.told(DrillDue.class, new DeploymentId(deployment).toString());
    }
}
