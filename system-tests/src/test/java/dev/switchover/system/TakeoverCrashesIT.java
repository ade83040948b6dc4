package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.demo.Answer;
import dev.switchover.local.demo.Api;
import dev.switchover.local.demo.Report;
import dev.switchover.local.landscape.Judge;
import dev.switchover.local.landscape.Landscape;
import dev.switchover.local.suite.ProcessId;
import dev.switchover.local.suite.SuiteRecord.State;
import dev.switchover.local.suite.Tokens;
import dev.switchover.local.takeover.Calls;
import dev.switchover.local.takeover.Takeover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * resilience-service is killed at steps of failovers and failbacks, in turn: each goes on by itself or says that it is in
 * doubt and ends when an operator tries again, and by the nodes' own records two are never writable.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class TakeoverCrashesIT {

    private static final long SEED = Long.getLong("switchover.seed", 7);

    private static final boolean LONG = Boolean.getBoolean("switchover.long");

    /** Where it is killed; 60 in the long form ({@code -Dswitchover.long=true}), which strikes each step in both directions. */
    private static final int KILLS = LONG ? 60 : 4;

    /** And those where it is stopped in good order. */
    private static final int POINTS = LONG ? 68 : KILLS;

    /** Where to begin, to go on after one that failed or was broken off ({@code -Dswitchover.point}). */
    private static final int FIRST = Integer.getInteger("switchover.point", 1);

    private static final int STEPS = 8;

    /** The followers are being brought over. */
    private static final int FOLLOW = 7;

    private static final Duration LONGER_THAN_FOLLOWERS_HAVE = Duration.ofSeconds(35);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final List<String> GROUPS = List.of("data", "management", "telephony");

    private final Running suite = Running.suite();
    private final Api operator = new Api(suite.record().address("resilience"), Tokens.of(suite.home()), "operator");
    private Landscape machines;

    @BeforeAll
    void prepare() {
        var report = new Report(System.out::println);
        machines = new Takeover(suite.home(), suite.record(), "crashes").prepare(report);
        assertThat(report.wrong()).as("%s", report.broken()).isEmpty();
    }

    @AfterAll
    void end() {
        machines.close();
    }

    @Test
    void eachGoesOnOrSaysWhatItIsInDoubtOf() {
        if (FIRST % 2 == 0) {
            finish(press(operator)); // so that each point strikes the same way in every run
        }
        var points = points();
        for (var point = FIRST; point <= POINTS; point++) {
            System.out.println("point " + point + " of " + POINTS + ", seed " + SEED
                    + "; again from here: -Dswitchover.seed=" + SEED + " -Dswitchover.point=" + point);
            strike(points.get(point - 1), end(point));
        }
    }

    /** The time in which no instance lives is not theirs. */
    @Test
    void howeverLongNobodyLooksTheFollowersAreNotGivenUp() {
        var began = press(operator);
        assertThat(Waiting.upTo(PATIENCE).until(() -> orders(began) >= FOLLOW)).isTrue();
        suite.kill("resilience");
        suite.hold("resilience");
        CompletableFuture.runAsync(
                        () -> suite.release("resilience"),
                        CompletableFuture.delayedExecutor(LONGER_THAN_FOLLOWERS_HAVE.toSeconds(), TimeUnit.SECONDS))
                .join();

        assertThat(Waiting.upTo(PATIENCE).until(this::runs)).isTrue();
        finish(began);
        assertOneServes();
    }

    @Test
    void ofTwoOperatorsWhoPressAtOnceOneIsRefused() {
        var presses = Stream.of("operator", "operator2")
                .map(name -> new Api(suite.record().address("resilience"), Tokens.of(suite.home()), name))
                .map(api -> CompletableFuture.supplyAsync(() -> press(api)))
                .toList();
        var answers = presses.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        finish(answers.stream().filter(Answer::succeeded).findFirst().orElseThrow());
        assertOneServes();
    }

    @Test
    void whatNobodySawWhileItWasDeadIsUnknownInTheReport() {
        var calls = Calls.on(machines.port(serving().getFirst(), "sip"), 2);
        var began = press(operator);
        assertThat(Waiting.upTo(PATIENCE).until(calls::refused)).isTrue();

        var before = suite.part("resilience").process();
        var killed = System.nanoTime();
        suite.kill("resilience");
        assertThat(Waiting.upTo(PATIENCE).until(() -> isAnotherThan(before))).isTrue();
        var away = Duration.ofNanos(System.nanoTime() - killed); // no longer: it looks before it is ready
        assertThat(Waiting.upTo(PATIENCE).until(this::runs)).isTrue();
        calls.hangUp();
        end(began);

        var report = "/deployments/" + machines.deployment() + "/switchovers/"
                + String.valueOf(began.location()).replaceAll(".*\\.", "") + "/report";
        assertThat(Waiting.upTo(PATIENCE).until(() -> management(report).hasNonNull("measured")))
                .isTrue();
        var line = management(report);
        System.out.println("  away for " + away + ": " + line);
        assertThat(line.path("seen").asText()).isEqualTo("PARTLY");
        assertThat(Duration.parse(line.path("measured").path("unknown").asText()))
                .isGreaterThanOrEqualTo(away);
        assertThat(line.path("measured").path("probes").asInt()).isPositive();
        assertOneServes();
    }

    private JsonNode management(String report) {
        return StreamSupport.stream(operator.get(report).body().path("figures").spliterator(), false)
                .filter(line -> line.path("predicted").path("thing").asText().equals("management"))
                .findFirst()
                .orElseThrow();
    }

    /** So long after an order was given. */
    private record Point(int order, int millis) {}

    /**
     * The same for the same seed, wherever one begins. Each order comes twice in a row, for the direction changes each time,
     * and again when all others have come.
     */
    private static List<Point> points() {
        var random = new Random(SEED);
        var orders = new ArrayList<>(IntStream.rangeClosed(1, STEPS).boxed().toList());
        Collections.shuffle(orders, random);
        return IntStream.range(0, POINTS)
                .mapToObj(point -> new Point(orders.get(point / 2 % STEPS), random.nextInt(150)))
                .toList();
    }

    private static End end(int point) {
        return point <= KILLS ? End.KILL : End.TERM;
    }

    private void strike(Point point, End end) {
        var began = press(operator);
        assertThat(began.status()).as(began.reason()).isEqualTo(202);
        assertThat(Waiting.upTo(PATIENCE).until(() -> orders(began) >= point.order() || isEnded(began)))
                .isTrue();
        CompletableFuture.runAsync(
                        () -> end.strike(suite, "resilience"),
                        CompletableFuture.delayedExecutor(point.millis(), TimeUnit.MILLISECONDS))
                .join();
        var ended = System.nanoTime();
        System.out.println("  " + end + " " + point.millis() + " ms after order " + point.order() + " was given, "
                + began.location());
        assertThat(Waiting.upTo(PATIENCE).until(() -> !runs())).isTrue();
        assertThat(Waiting.upTo(PATIENCE).until(this::runs)).isTrue();

        assertNeverBoth();
        end(began);
        System.out.println("  " + operation(began).path("outcome").asText() + " "
                + Duration.ofNanos(System.nanoTime() - ended).toSeconds() + " s later, serving: " + serving());
        assertSucceeded(began);
        assertOneServes();
    }

    /** Over to the other side, whichever that is, as soon as both nodes have been heard since the last start. */
    private Answer press(Api api) {
        Waiting.upTo(PATIENCE).until(this::bothAnswer);
        var direction = serving().equals(List.of(Landscape.MAIN)) ? "FAILOVER" : "FAILBACK";
        return api.post(
                "/deployments/" + machines.deployment() + "/switchovers", "{\"direction\": \"" + direction + "\"}");
    }

    private boolean bothAnswer() {
        var nodes = operator.get("/deployments/" + machines.deployment()).body().path("nodes");
        return nodes.size() == 2
                && StreamSupport.stream(nodes.spliterator(), false)
                        .noneMatch(node -> node.path("status").asText().equals("Unknown"));
    }

    private void finish(Answer began) {
        end(began);
        assertSucceeded(began);
    }

    private void assertSucceeded(Answer began) {
        assertThat(operation(began).path("outcome").asText())
                .as(() -> operation(began) + ", owed: "
                        + operator.get("/deployments/" + machines.deployment() + "/obligations")
                                .body())
                .isEqualTo("SUCCEEDED");
    }

    /** The way out of doubt is to try again. */
    private void end(Answer began) {
        var ended = Waiting.upTo(PATIENCE).until(() -> {
            if (operation(began).path("state").asText().equals("WAITING")) {
                operator.post(began.location() + "/retry", "{}");
            }
            return isEnded(began);
        });
        assertThat(ended).as(() -> operation(began).toString()).isTrue();
    }

    private JsonNode operation(Answer began) {
        return operator.get(String.valueOf(began.location())).body();
    }

    private boolean isEnded(Answer began) {
        return operation(began).path("state").asText().equals("ENDED");
    }

    /** How many orders have been given. */
    private long orders(Answer began) {
        return StreamSupport.stream(operation(began).path("steps").spliterator(), false)
                .filter(step -> !step.path("startedAt").asText("").isEmpty())
                .count();
    }

    private boolean isAnotherThan(@Nullable ProcessId process) {
        var now = suite.part("resilience").process();
        return now != null && !now.equals(process);
    }

    private boolean runs() {
        return suite.part("resilience").state() == State.RUNNING;
    }

    private Judge judge() {
        return Judge.of(machines.machine(Landscape.MAIN), machines.machine(Landscape.STANDBY));
    }

    private List<String> serving() {
        return judge().active("data");
    }

    private void assertNeverBoth() {
        assertThat(judge().both("data")).isEmpty();
        assertThat(judge().both("management")).isEmpty();
    }

    private void assertOneServes() {
        assertNeverBoth();
        assertThat(GROUPS).allSatisfy(group -> assertThat(judge().active(group)).isEqualTo(serving()));
        assertThat(serving()).hasSize(1);
    }
}
