package dev.switchover.resilience.roles.rest;

import static dev.switchover.resilience.Calls.admin;
import static dev.switchover.resilience.Calls.get;
import static dev.switchover.resilience.Calls.manual;
import static dev.switchover.resilience.Calls.post;
import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What followers and users are told while people carry out a failover, by commands only. */
@QuarkusTest
class RolesFollowCommandsIT {

    private final String deployment = unique("d");
    private final AgentPort port;

    RolesFollowCommandsIT(AgentPort port) {
        this.port = port;
    }

    @Test
    void eachStepIsAnsweredToBalancersAndUsers() {
        admin("/deployments", """
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S", "drill": false,
                 "main": {"id": "a", "access": {"kind": "manual"}},
                 "standby": {"id": "b", "access": {"kind": "manual"}},
                 "cc": {"main": {"id": "ca", "fqdn": "cc-a.example.org", "access": {"kind": "manual"}},
                        "standby": {"id": "cb", "fqdn": "cc-b.example.org", "access": {"kind": "manual"}}}}
                """.formatted(deployment)).statusCode(201);
        Eventually.holds(() -> assertThat(role("a", "telephony")).isEqualTo("OWNER"));
        assertThat(role("b", "telephony")).isEqualTo("NONE");
        Eventually.holds(this::usersGoToMain);

        int run = post("/deployments/" + deployment + "/switchovers", """
                {"direction": "FAILOVER", "drill": false, "resync": false,
                 "attestations": [{"gate": "replication-in-sync", "evidence": "lag 0"}]}
                """)
                .statusCode(202)
                .path("run");
        done(run, 1);
        Eventually.holds(() -> assertThat(role("b", "telephony")).isEqualTo("OWNER"));
        assertThat(role("a", "telephony")).isEqualTo("DRAINING");
        assertThat(role("a", "data")).isEqualTo("OWNER");
        assertThat(new Agent(port.port()).ask(deployment + "/b/telephony")).isEqualTo("ready up\n");
        assertThat(new Agent(port.port()).ask(deployment + "/a/telephony")).isEqualTo("ready drain\n");
        Request.ofNobody().get("/where/" + deployment).body(containsString("https://cc-b.example.org/"));
    }

    /** Not all of them, where the machine has much else to do; were it looked for once a second, most would not be. */
    @Test
    void aNewDeploymentIsAnsweredWithinATenthOfASecond() {
        var took = LongStream.rangeClosed(1, 10)
                .map(number -> millisUntilToldOf(manual("[\"services\"]"), System.nanoTime()))
                .sorted()
                .toArray();
        assertThat(took[1])
                .as("milliseconds: %s", LongStream.of(took).boxed().toList())
                .isLessThan(100);
    }

    private static long millisUntilToldOf(String fresh, long defined) {
        Eventually.holds(() -> {
            assertThat(Request.ofNobody().get("/roles/" + fresh + "/a").statusCode())
                    .isEqualTo(200);
            assertThat(Request.ofNobody().get("/where/" + fresh).statusCode()).isEqualTo(200);
        });
        return Duration.ofNanos(System.nanoTime() - defined).toMillis();
    }

    private void usersGoToMain() {
        Request.ofNobody()
                .get("/where/" + deployment)
                .statusCode(200)
                .body(containsString("https://cc-a.example.org/"));
    }

    private void done(int run, int order) {
        var task = "/tasks/step-" + deployment + "-" + run + "-" + order;
        Eventually.holds(() -> assertThat(get(task).statusCode()).isEqualTo(200));
        post(task + "/done", "{\"evidence\": \"seen it\"}").statusCode(204);
    }

    private String role(String node, String group) {
        return Request.ofNobody()
                .get("/roles/" + deployment + "/" + node + "/" + group)
                .path("role");
    }
}
