package dev.switchover.kit.observe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.Eventually;
import dev.switchover.kit.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ObserveIT {

    private final Commands commands;

    ObserveIT(Commands commands) {
        this.commands = commands;
    }

    @Test
    void readinessShowsProcessorsSequencerAndKafka() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.name", hasItems("processors", "sequencer", "kafka"))
                .body("checks.find { it.name == 'processors' }.data.counter", containsString("lag"));
    }

    @Test
    void metricsTellTheLagAndHowLongCommandsTake() {
        var id = UUID.randomUUID().toString();
        commands.send(new OpenCounter(new CounterId(id), "label " + id, 1));

        Eventually.holds(() -> assertThat(given().get("/q/metrics").asString())
                .contains("switchover_processor_lag{processor=\"counter\"")
                .contains("switchover_commands_seconds_count{command=\"OpenCounter\"")
                .contains("switchover_deeds_due")
                .contains("switchover_events_unsequenced"));
    }

    @Test
    void processorsAreListedForEveryRole() {
        as(Tokens.viewer())
                .get("/processors")
                .then()
                .statusCode(200)
                .body("name", hasItems("counter", "raise-the-next-when-filled", "notices"))
                .body("find { it.name == 'counter' }.segments.size()", equalTo(4));
    }

    @Test
    void aReplayIsAskedForByAnAdmin() {
        as(Tokens.operator()).post("/processors/counter/replay").then().statusCode(403);
        as(Tokens.admin()).post("/processors/nonsense/replay").then().statusCode(404);
        as(Tokens.admin()).post("/processors/notices/replay").then().statusCode(409);

        as(Tokens.admin())
                .post("/processors/counter/replay")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/processors"));

        Eventually.holds(() -> as(Tokens.viewer())
                .get("/processors")
                .then()
                .body("find { it.name == 'counter' }.replay.replaying", equalTo(false)));
    }

    private static RequestSpecification as(String token) {
        return given().auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
