package dev.switchover.local.takeover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.local.demo.Answer;
import dev.switchover.local.demo.Api;
import dev.switchover.local.demo.Caught;
import dev.switchover.local.demo.Report;
import dev.switchover.local.landscape.Judge;
import dev.switchover.local.landscape.Landscape;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.SuiteRecord;
import dev.switchover.local.suite.Tokens;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The machines of one run, who acts on them, and the words the acts are told in. */
record Scene(Landscape machines, Api admin, Api operator, Api approver, Api mailer, Caught caught, Report report) {

    private static final java.time.Duration PATIENCE = java.time.Duration.ofMinutes(2);

    static Scene of(Home home, SuiteRecord suite, Landscape machines, Report report) {
        var tokens = Tokens.of(home);
        var address = suite.address("resilience");
        return new Scene(
                machines,
                new Api(address, tokens, "admin"),
                new Api(address, tokens, "operator"),
                new Api(address, tokens, "approver"),
                new Api(suite.address("notification"), tokens, "operator"),
                new Caught(suite.address("mail"), machines.deployment() + ".demo.example"),
                report);
    }

    /** Below this deployment. */
    String at(String path) {
        return "/deployments/" + machines.deployment() + path;
    }

    /** What must succeed for the demo to go on. */
    static Answer done(Answer answer) {
        if (!answer.succeeded()) {
            throw new IllegalStateException(answer.request() + " was refused: " + answer.reason());
        }
        return answer;
    }

    JsonNode read(String path) {
        return done(operator.get(at(path))).body();
    }

    /** Waits for a state that others bring about. */
    static void until(String what, Supplier<Boolean> reached) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.get()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not reached within " + PATIENCE.toSeconds() + " s: " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }

    JsonNode operation(Answer accepted) {
        return done(operator.get(location(accepted))).body();
    }

    static String location(Answer accepted) {
        var location = done(accepted).location();
        if (location == null) {
            throw new IllegalStateException(accepted.request() + " names no operation");
        }
        return location;
    }

    /** Follows an operation to its end. */
    JsonNode ended(Answer accepted) {
        until(
                location(accepted) + " ends",
                () -> operation(accepted).path("state").asText().equals("ENDED"));
        return operation(accepted);
    }

    /** The switchovers of the deployment, the last one's number. */
    int lastSwitchover() {
        return stream(read("/switchovers"))
                .mapToInt(run -> run.path("number").asInt())
                .max()
                .orElseThrow();
    }

    Judge judge() {
        return Judge.of(machines.machine(Landscape.MAIN), machines.machine(Landscape.STANDBY));
    }

    void expect(String name, boolean held, Object detail) {
        report.expect(name, held, String.valueOf(detail));
    }

    /** By the nodes' own records. */
    void expectServed(String node, List<String> groups) {
        groups.forEach(group -> expect(
                group + " is served by " + node + " alone, by the nodes' own records",
                judge().active(group).equals(List.of(node)),
                judge().active(group)));
        expect(
                "never were two nodes writable, by the nodes' own records",
                judge().both("data").isEmpty(),
                judge().both("data"));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
