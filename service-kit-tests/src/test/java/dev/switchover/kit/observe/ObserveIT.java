package dev.switchover.kit.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.testing.CheckedIn;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ObserveIT {

    private final Commands commands;

    ObserveIT(Commands commands) {
        this.commands = commands;
    }

    @Test
    void readinessShowsProcessorsSequencerAndKafka() {
        Request.ofNobody()
                .get("/q/health/ready")
                .statusCode(200)
                .body("checks.name", hasItems("processors", "sequencer", "kafka"))
                .body("checks.find { it.name == 'processors' }.data.counter", containsString("lag"));
    }

    @Test
    void metricsTellTheLagAndHowLongCommandsTake() {
        var id = UUID.randomUUID().toString();
        commands.send(new OpenCounter(new CounterId(id), "label " + id, 1));

        Eventually.holds(() -> assertThat(Request.ofNobody().get("/q/metrics").asString())
                .contains("switchover_processor_lag{processor=\"counter\"")
                .contains("switchover_commands_seconds_count{command=\"OpenCounter\"")
                .contains("switchover_deeds_due")
                .contains("switchover_events_unsequenced"));
    }

    /** But those of roles, which one service alone has and tests. */
    @Test
    void everyFigureThatOperatorsAreToldOfIsThere() throws IOException {
        commands.send(new OpenCounter(
                new CounterId(UUID.randomUUID().toString()), UUID.randomUUID().toString(), 1));
        var told = Files.readString(CheckedIn.root().resolve("docs/operations.md"));
        var names = Pattern.compile("switchover_(?!roles_)[a-z_]+")
                .matcher(told)
                .results()
                .map(MatchResult::group);

        var figures = Request.ofNobody().get("/q/metrics").asString();

        assertThat(names.distinct().toList()).hasSizeGreaterThan(8).allSatisfy(name -> assertThat(figures)
                .containsPattern("(?m)^" + name + "[ {]"));
    }

    @Test
    void processorsAreListedForEveryRole() {
        as(Tokens.viewer())
                .get("/processors")
                .statusCode(200)
                .body("name", hasItems("counter", "raise-the-next-when-filled", "notices"))
                .body("find { it.name == 'counter' }.segments.size()", equalTo(4));
    }

    @Test
    void aReplayIsAskedForByAnAdmin() {
        as(Tokens.operator()).post("/processors/counter/replay").statusCode(403);
        as(Tokens.admin()).post("/processors/nonsense/replay").statusCode(404);
        as(Tokens.admin()).post("/processors/notices/replay").statusCode(409);
        commands.send(new OpenCounter(
                new CounterId(UUID.randomUUID().toString()), UUID.randomUUID().toString(), 1));

        var asked = as(Tokens.admin())
                .header("Switchover-Reason", "a column is wrong")
                .post("/processors/counter/replay");

        asked.statusCode(202).header("Location", containsString("/operations/replay-"));
        var operation = asked.header("Location");
        Eventually.holds(() -> as(Tokens.viewer())
                .get(operation)
                .statusCode(200)
                .body("kind", equalTo("replay"))
                .body("subject", equalTo("processor/counter"))
                .body("requestedBy", equalTo("ada"))
                .body("reason", equalTo("a column is wrong"))
                .body("state", equalTo("ENDED"))
                .body("outcome", equalTo("SUCCEEDED"))
                .body("endedAt", notNullValue()));
        int total = as(Tokens.viewer()).get(operation).path("total");
        assertThat(total).isPositive();
        as(Tokens.viewer()).get(operation).body("done", equalTo(total));
        as(Tokens.viewer())
                .get("/processors")
                .body("find { it.name == 'counter' }.replay.replaying", equalTo(false))
                .body("find { it.name == 'counter' }.replay.operation", equalTo(operation.replaceAll(".*/", "")));
        for (var token : List.of(Tokens.operator(), Tokens.approver())) {
            as(token).post(operation + "/cancel").statusCode(403).body("type", equalTo("/problems/forbidden"));
        }
        as(Tokens.admin())
                .post(operation + "/cancel")
                .statusCode(409)
                .body("type", equalTo("/problems/operation-cannot"));
    }

    @Test
    void aReplayAskedForAgainUnderItsKeyIsTheSame() {
        var key = UUID.randomUUID().toString();

        var first = Request.as(Tokens.admin()).header("Idempotency-Key", key).post("/processors/counter/replay");
        var again = Request.as(Tokens.admin()).header("Idempotency-Key", key).post("/processors/counter/replay");

        first.statusCode(202);
        again.statusCode(202).header("Location", equalTo(first.header("Location")));
        Eventually.holds(() -> as(Tokens.viewer()).get(first.header("Location")).body("state", equalTo("ENDED")));
    }

    @Test
    void aProcessorOfAnAbsurdNameIsRefused() {
        as(Tokens.admin()).post("/processors/" + "x".repeat(10_000) + "/replay").statusCode(400);
    }

    private static Request as(String token) {
        return Request.as(token).header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
