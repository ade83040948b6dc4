package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.Calls.unique;
import static dev.switchover.resilience.roles.followers.Pair.assertStays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The role pages of two machines, commanded through the shipped service and shown by a real nginx each. */
@Timeout(300)
class RolePageIT implements OnThePair {

    @TempDir
    Path directory = Path.of("");

    @Test
    void showsTheSideThatServesAndStaysWhenTheServiceIsKilled() throws Exception {
        Balancer.installed("sshd");
        Pair.FIRST.ensureRunning();
        var operators = Pair.FIRST.operators();
        var deployment = unique("d");
        var ofA = directory.resolve("page-a");
        var ofB = directory.resolve("page-b");
        try (var pageA = new RolePage(ofA);
                var pageB = new RolePage(ofB);
                var a = new Machine("a", directory, "inactive").marks(RolePage.run(ofA));
                var b = new Machine("b", directory, "inactive").marks(RolePage.run(ofB))) {
            assertThat(pageA.status()).as("after a boot").isEqualTo(503);
            operators.define("""
                    {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                     "main": %s, "standby": %s}
                    """.formatted(deployment, a.json(), b.json()));
            Eventually.holds(() -> assertThat(operators.status(deployment)).containsExactly("Degraded", "Inactive"));
            operators.ended(deployment, operators.press(deployment, "a", "start-services", "{}"), "SUCCEEDED");
            Eventually.holds(() -> assertThat(pageA.status()).isEqualTo(200));
            assertThat(pageB.status()).isEqualTo(503);

            var run = operators.switchover(deployment, "{\"direction\": \"FAILOVER\"}");
            operators.ended(deployment, run, "SUCCEEDED");
            Eventually.holds(() -> assertThat(pageB.status()).isEqualTo(200));
            Eventually.holds(() -> assertThat(pageA.status()).isEqualTo(503));

            Pair.FIRST.kill();
            assertStays(() -> pageA.status() == 503 && pageB.status() == 200);
        }
    }
}
