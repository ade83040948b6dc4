package dev.switchover.resilience.measuring.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.as;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.refused;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.sun.net.httpserver.HttpServer;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.resilience.MachineClock;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A switchover by hand, felt by probes of real pages. */
@QuarkusTest
class MeasuringIT {

    private static final String FAILOVER = body("FAILOVER");

    private final MachineClock machine;
    private volatile String serving = "a";
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer web;

    MeasuringIT(MachineClock machine) {
        this.machine = machine;
    }

    @BeforeEach
    void listen() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        web.createContext("/", exchange -> {
            looks.incrementAndGet();
            var up = exchange.getRequestURI().getPath().equals("/" + serving);
            exchange.sendResponseHeaders(up ? 200 : 503, -1);
            exchange.close();
        });
        web.start();
    }

    @AfterEach
    void end() {
        machine.setRight();
        web.stop(0);
    }

    @Test
    void theReportComparesWhatWasPredictedWithWhatWasFelt() {
        var d = defined();
        predicted(d).body("source", hasItem("skilled hands with plain tools, baseline"));

        var run = failover(d);

        var at = "/deployments/" + d + "/switchovers/" + run + "/report";
        measured(d, run);
        var report = get(at).statusCode(200)
                .body("outcome", equalTo("SUCCEEDED"))
                .body("figures", hasSize(1))
                .body("figures[0].seen", equalTo("WHOLLY"))
                .body("figures[0].predicted.thing", equalTo("services"))
                .body("figures[0].predicted.gap", equalTo("PT6S"))
                .body("steps.step", hasItem("start-services-b"))
                .body("history", hasSize(0));
        var gap = Duration.parse(report.path("figures[0].measured.gap"));
        assertThat(gap).isGreaterThan(Duration.ofMillis(300));
        as(Tokens.operator())
                .accept("text/html")
                .get(at)
                .statusCode(200)
                .contentType("text/html")
                .body("html.body.h1", equalTo(d + ": failover " + run));
        predicted(d).body("source", hasItem("skilled hands with plain tools, baseline"));
    }

    @Test
    void fromTheThirdOfItsKindOnOwnRunsPredict() {
        var d = defined();
        var last = 0;
        for (int whole = 0, time = 1; whole < 3 && time <= 10; time++) {
            predicted(d).body("source", hasItem("skilled hands with plain tools, baseline"));
            last = failover(d);
            whole += isMeasuredWhole(d, last) ? 1 : 0;
            measured(d, failback(d));
        }

        predicted(d).body("source", hasItem("median of 3 own runs")).body("gap", not(hasItem("PT6S")));
        get("/deployments/" + d + "/switchovers/" + last + "/report")
                .body("history.number", hasItem(1))
                .body("history[0].outcome", equalTo("SUCCEEDED"))
                .body("history[0].measured[0].thing", equalTo("services"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aStepOfTheMachinesClockBendsNoFigure(Duration step) {
        var d = defined();

        var run = failover(d, () -> machine.step(step));

        var at = "/deployments/" + d + "/switchovers/" + run + "/report";
        measured(d, run);
        var report = get(at);
        assertThat(Duration.parse(report.path("figures[0].measured.gap")))
                .isBetween(Duration.ofMillis(300), Duration.ofMinutes(1));
        assertThat(Duration.parse(report.path("figures[0].measured.unknown"))).isLessThan(Duration.ofMinutes(1));
        assertThat(Duration.parse(report.path("took"))).isBetween(Duration.ofMillis(600), Duration.ofMinutes(2));
        assertThat(report.<List<String>>path("steps.took"))
                .allSatisfy(took -> assertThat(Duration.parse(took)).isBetween(Duration.ZERO, Duration.ofMinutes(1)));
    }

    @Test
    void aDryRunSaysWhatWillProbablyBeLostBeforeAnythingRuns() {
        var d = defined();

        post("/deployments/" + d + "/switchovers?dryRun=true", FAILOVER)
                .statusCode(200)
                .body("steps.id", hasItem("stop-services-a"))
                .body("planHash", not(emptyString()))
                .body("predicted.things", hasSize(1))
                .body("predicted.things[0].thing", equalTo("services"))
                .body("predicted.things[0].gap", equalTo("PT6S"))
                .body("predicted.things[0].loss.count", equalTo(41))
                .body("predicted.things[0].loss.of", equalTo("calls, of ten a second"))
                .body("predicted.things[0].source", equalTo("skilled hands with plain tools, baseline"))
                .body("predicted.steps.step", hasItem("stop-services-a"))
                .body("predicted.steps.source", everyItem(equalTo("UNKNOWN: nobody has measured it yet")));

        get("/deployments/" + d + "/switchovers").statusCode(200).body("", hasSize(0));
    }

    @Test
    void whatIsNoSwitchoverHasNoReport() {
        var d = defined();

        refused(get("/deployments/" + d + "/switchovers/1/report"), 404, "switchover-not-found");
        refused(get("/deployments/" + d + "/switchovers/x/report"), 404, "switchover-not-found");
        refused(get("/deployments/nowhere/predictions?direction=FAILOVER"), 404, "deployment-not-found");
        get("/deployments/" + d + "/predictions").statusCode(400);
    }

    /** On a machine that has much else to do nobody looks for a while: such a run predicts nothing. */
    private static boolean isMeasuredWhole(String d, int run) {
        measured(d, run);
        return get("/deployments/" + d + "/switchovers/" + run + "/report")
                .path("figures[0].seen")
                .equals("WHOLLY");
    }

    private static void measured(String d, int run) {
        var at = "/deployments/" + d + "/switchovers/" + run + "/report";
        Eventually.holds(() ->
                assertThat(get(at).<Integer>path("figures[0].measured.lost")).isPositive());
    }

    private static Answer predicted(String d) {
        return get("/deployments/" + d + "/predictions?direction=FAILOVER").statusCode(200);
    }

    private String defined() {
        var id = unique("d");
        var page = "http://127.0.0.1:" + web.getAddress().getPort();
        admin("/deployments", """
            {"id": "%s", "party": "p1", "groups": ["services"], "drain": "PT0S",
             "main": {"id": "a", "access": {"kind": "manual"}, "probes": {"services": "%s/a"}},
             "standby": {"id": "b", "access": {"kind": "manual"}, "probes": {"services": "%s/b"}}}
            """.formatted(id, page, page)).statusCode(201);
        return id;
    }

    private static String body(String direction) {
        return """
            {"direction": "%s", "attestations": [{"gate": "replication-in-sync", "evidence": "lag 0"}]}
            """.formatted(direction);
    }

    private int failover(String d) {
        return failover(d, () -> {});
    }

    private int failover(String d, Runnable meanwhile) {
        return over(d, FAILOVER, "b", meanwhile);
    }

    private int failback(String d) {
        return over(d, body("FAILBACK"), "a", () -> {});
    }

    @Test
    void untilItIsEvaluatedTheReportSaysSo() {
        var d = defined();
        int run = started(d, FAILOVER);

        get("/deployments/" + d + "/switchovers/" + run + "/report")
                .statusCode(200)
                .body("figures[0].seen", equalTo("NOT_YET"))
                .body("figures[0].measured", nullValue());
    }

    @Test
    void anEmergencyOfWhatWasDownAlreadyIsSeenInPartAndPredictsNothing() {
        var d = defined();
        serving = "nobody";
        int run = started(d, "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}");
        done(d, run, 1);
        serving = "b";
        done(d, run, 2);

        measured(d, run);
        get("/deployments/" + d + "/switchovers/" + run + "/report")
                .body("figures[0].seen", equalTo("PARTLY"))
                .body("figures[0].measured.downBefore", equalTo(true));
    }

    /** Followers lead callers to whom it is given, whatever another node answers. */
    @Test
    void whoServesWithoutTheRoleSavesNobody() {
        var d = defined();
        var before = looks.get();
        int run = started(d, FAILOVER);
        Eventually.holds(() -> assertThat(looks.get()).isGreaterThan(before + 1));
        serving = "b";
        done(d, run, 1);
        done(d, run, 2);

        measured(d, run);
        assertThat(Duration.parse(get("/deployments/" + d + "/switchovers/" + run + "/report")
                        .path("figures[0].measured.gap")))
                .isGreaterThan(Duration.ofMillis(600));
    }

    private static int started(String d, String body) {
        return post("/deployments/" + d + "/switchovers", body).statusCode(202).path("run");
    }

    /** Stop, then start: nobody serves between. */
    private int over(String d, String body, String to, Runnable meanwhile) {
        var before = looks.get();
        int run = started(d, body);
        Eventually.holds(() ->
                assertThat(looks.get()).as("the first look sees what serves").isGreaterThan(before + 1));
        serving = "nobody";
        done(d, run, 1);
        meanwhile.run();
        serving = to;
        done(d, run, 2);
        Eventually.holds(
                () -> assertThat(get("/operations/run." + d + "." + run).<String>path("outcome"))
                        .isEqualTo("SUCCEEDED"));
        return run;
    }

    private static void done(String d, int run, int order) {
        var task = "/tasks/step-" + d + "-" + run + "-" + order;
        Eventually.holds(() -> assertThat(get(task).statusCode()).isEqualTo(200));
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(400).toNanos()); // a person takes his time
        post(task + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
    }
}
