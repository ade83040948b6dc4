package dev.switchover.resilience.deployment.rest;

import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.becomes;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Decision;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunInTrouble;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideDecided;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideRequested;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.override.OverrideCommand.RequestOverride;
import dev.switchover.kit.override.OverrideId;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.resilience.Notices;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StartServices;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.NodeId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates before a run that two persons together set aside: nobody has measured how far the data of these nodes is. */
@QuarkusTest
class RunOverridesIT {

    private static final String THREE = "[\"data\", \"management\", \"telephony\"]";
    private static final String FAILOVER = "{\"direction\": \"FAILOVER\"%s}";

    @Inject
    Commands commands;

    @Inject
    ObjectMapper json;

    @Inject
    Clock clock;

    @Inject
    Notices notices;

    private static String override(String gates) {
        return ", \"override\": {\"gates\": [\"" + gates
                + "\"], \"reason\": \"replication was seen\", \"ticket\": \"OPS-7\"}";
    }

    private static Answer failover(String d, String more) {
        return post("/deployments/" + d + "/switchovers", FAILOVER.formatted(more));
    }

    /** The operation that waits for the second person. */
    private static String asked(Answer answer) {
        var operation = answer.statusCode(202).header("Location").replaceAll("^https?://[^/]*", "");
        becomes(operation, "state", "WAITING");
        return operation;
    }

    private static Answer approve(String token, String operation) {
        return as(token).post(operation + "/approve");
    }

    private static void nothingRuns(String d) {
        get("/deployments/" + d).body("run", equalTo(null)).body("active", equalTo("a"));
    }

    @Test
    void aFailoverWaitsForASecondPersonAndThenRuns() {
        var d = manual(THREE);
        refused(failover(d, ""), 409, "gates-refuse").body("gates.id", equalTo(List.of("replication-in-sync")));
        var operation = asked(failover(d, override("replication-in-sync")));
        get(operation)
                .body("kind", equalTo("resilience.start-switchover"))
                .body("requestedBy", equalTo("olga"))
                .body("ticket", equalTo("OPS-7"));
        nothingRuns(d);
        approve(Tokens.approver(), operation).statusCode(204);
        becomes("/deployments/" + d, "run.kind", "FAILOVER");
        get("/deployments/" + d + "/switchovers/1")
                .body("startedBy", equalTo("olga"))
                .body("gates.find { it.id == 'replication-in-sync' }.overridden", equalTo(true))
                .body("gates.find { it.id == 'replication-in-sync' }.verdict", equalTo("UNKNOWN"))
                .body("gates.find { it.id == 'no-other-switchover' }.overridden", equalTo(false));
    }

    @Test
    void theOthersAreToldThatItWaitsAndThatItIsDecided() {
        var d = manual(THREE);
        var operation = asked(failover(d, override("replication-in-sync"))).replaceFirst("^/operations/", "");
        var key = operation.replaceFirst("^override-", "override/");
        Eventually.holds(() -> assertThat(notices.told(RunOverrideRequested.class, key))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.operation()).isEqualTo(operation);
                    assertThat(it.subject()).isEqualTo("deployment/" + d);
                    assertThat(it.gates()).containsExactly("replication-in-sync");
                    assertThat(it.reason()).isEqualTo("replication was seen");
                }));
        assertThat(notices.told(RunOverrideDecided.class, key)).isEmpty();

        approve(Tokens.approver(), "/operations/" + operation).statusCode(204);

        Eventually.holds(() -> assertThat(notices.told(RunOverrideDecided.class, key))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.operation()).isEqualTo(operation);
                    assertThat(it.decision()).isEqualTo(Decision.APPROVED);
                }));
    }

    @Test
    void theDryRunShowsWhatWouldBeSetAside() {
        var d = manual(THREE);
        post("/deployments/" + d + "/switchovers?dryRun=true", FAILOVER.formatted(override("replication-in-sync")))
                .statusCode(200)
                .body("gates.overridden", hasItem(true));
        nothingRuns(d);
    }

    @Test
    void whoAsksCannotApproveAndWhoIsNoApproverNeither() {
        var d = manual(THREE);
        var operation = asked(failover(d, override("replication-in-sync")));
        refused(approve(Tokens.operator(), operation), 403, "forbidden");
        refused(approve(Tokens.of("olga", "operator", "approver"), operation), 403, "second-person-needed");
        nothingRuns(d);
    }

    @Test
    void aGateThatWasNotNamedRefusesAllTheSame() {
        var d = manual(THREE);
        var operation = asked(failover(d, override("node-answering")));
        refused(approve(Tokens.approver(), operation), 409, "gates-refuse")
                .body("gates.id", equalTo(List.of("replication-in-sync")));
        get(operation).body("state", equalTo("WAITING"));
        nothingRuns(d);
    }

    @Test
    void anotherRunMeanwhileIsNotOvertaken() {
        var d = manual(THREE);
        var operation = asked(failover(d, override("replication-in-sync")));
        failover(d, ", \"attestations\": [{\"gate\": \"replication-in-sync\", \"evidence\": \"lag 0\"}]")
                .statusCode(202);
        refused(approve(Tokens.approver(), operation), 409, "gates-refuse")
                .body("gates.id", hasItem("no-other-switchover"));
    }

    @ParameterizedTest
    @CsvSource({
        "old-node-fenced, 409, gate-not-overridable",
        "management-exclusive, 409, gate-not-overridable",
        "registration-exclusive, 409, gate-not-overridable",
        "no-other-switchover, 409, gate-not-overridable",
        "customers-moved, 422, gate-not-found",
    })
    void whatNobodyMayOverrideIsRefusedAtOnce(String gate, int status, String problem) {
        var d = manual(THREE);
        refused(failover(d, override(gate)), status, problem).body("errors.field", hasItem("override.gates"));
        refused(
                post(
                        "/deployments/" + d + "/nodes/b/start-services",
                        "{" + override(gate).substring(2) + "}"),
                status,
                problem);
        nothingRuns(d);
    }

    /** Both nodes are to answer: that is one gate. */
    @Test
    void whatMayBeNamedInsteadIsNamedOnce() {
        String remedy = failover(manual(THREE), override("customers-moved")).path("remedy");
        assertThat(remedy.split("node-answering", -1)).as(remedy).hasSize(2);
    }

    @Test
    void whatIsLeftToSignIsNotThatTheOtherNodeIsStopped() {
        var d = manual("[\"services\"]");
        var operation = asked(post(
                "/deployments/" + d + "/nodes/b/start-services",
                "{" + override("replication-in-sync").substring(2) + "}"));
        refused(approve(Tokens.approver(), operation), 409, "gates-refuse")
                .body("gates.id", equalTo(List.of("old-node-fenced")));
        nothingRuns(d);
    }

    @Test
    void theStartButtonIsPressedByTwo() {
        var d = manual("[\"services\"]");
        post("/deployments/" + d + "/nodes/a/stop-services", "{\"mode\": \"force\"}")
                .statusCode(202);
        var task = "/tasks/step-" + d + "-1-1";
        Eventually.holds(() -> assertThat(get(task).statusCode()).isEqualTo(200));
        post(task + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
        becomes("/deployments/" + d, "run", null);
        var start = "/deployments/" + d + "/nodes/b/start-services";
        refused(post(start, "{}"), 409, "gates-refuse").body("gates.id", equalTo(List.of("replication-in-sync")));
        var operation = asked(post(start, "{" + override("replication-in-sync").substring(2) + "}"));
        var second = asked(post(start, "{" + override("replication-in-sync").substring(2) + "}"));
        approve(Tokens.approver(), operation).statusCode(204);
        becomes("/deployments/" + d, "run.kind", "START_SERVICES");

        var started = "/tasks/step-" + d + "-2-1";
        Eventually.holds(() -> assertThat(get(started).statusCode()).isEqualTo(200));
        post(started + "/done", "{\"evidence\": \"it serves\"}").statusCode(204);
        becomes("/deployments/" + d, "run", null);
        refused(approve(Tokens.approver(), second), 409, "override-outdated")
                .body("detail", containsString("All is as asked already"));
        becomes(second, "outcome", "REJECTED");
    }

    @Test
    void anOverrideThatNobodyConfirmedInTimeIsOver() throws Exception {
        var d = manual(THREE);
        var id = new OverrideId(d);
        var now = clock.instant();
        var command = new StartServices(
                new DeploymentId(d), new NodeId("b"), List.of(), Set.of("replication-in-sync"), "olga");
        commands.send(new RequestOverride(
                id,
                "resilience.start-services",
                json.writeValueAsString(command),
                "deployment/" + d,
                List.of("replication-in-sync"),
                "hurry",
                null,
                "olga",
                List.of(),
                now.minus(Duration.ofDays(2)),
                now.minus(Duration.ofDays(1))));
        var operation = "/operations/override-" + d;
        becomes(operation, "outcome", "REJECTED");
        refused(approve(Tokens.approver(), operation), 409, "override-expired");
        Eventually.holds(() -> assertThat(notices.told(RunInTrouble.class, "deployment/" + d))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.operation()).isEqualTo("override-" + d);
                    assertThat(it.outcome()).isEqualTo(Outcome.REJECTED);
                }));
        nothingRuns(d);
    }

    @Test
    void anOverrideNamesGatesAndAReasonAndStoppingHasNone() {
        var d = manual(THREE);
        refused(failover(d, ", \"override\": {\"gates\": [], \"reason\": \"x\"}"), 400, "invalid-request");
        refused(
                failover(d, ", \"override\": {\"gates\": [\"node-answering\"], \"reason\": \" \"}"),
                400,
                "invalid-request");
        assertThat(post(
                                "/deployments/" + d + "/nodes/a/stop-services",
                                "{" + override("node-answering").substring(2) + "}")
                        .statusCode())
                .isEqualTo(400);
        nothingRuns(d);
    }
}
