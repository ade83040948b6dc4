package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An order that a machine still carries out when it is taken back: the shipped script behind a real sshd. */
@Timeout(300)
class StillObeyingIT implements OnThePair {

    @TempDir
    Path directory = Path.of("");

    @Test
    void nobodyWritesUntilItHasEndedAndWasTakenBack() throws Exception {
        Balancer.installed("sshd");
        Pair.FIRST.ensureRunning();
        var operators = Pair.FIRST.operators();
        var d = unique("d");
        var go = directory.resolve("go");
        try (var a = new Machine("a", directory, "active");
                var b = new Machine("b", directory, "inactive").promotesWhen(go)) {
            var run = failOver(operators, d, a, b);
            operators.waits(d, run);

            operators.cancel(d, run);
            Eventually.staysTrue(RunningService.LOOK.multipliedBy(3), () -> assertThat(a.isWritable())
                    .isFalse());
            Files.writeString(go, "");
            operators.ended(d, run, "ABORTED");

            assertThat(a.states()).containsOnly("active");
            assertThat(b.states()).containsOnly("inactive");
            assertThat(b.journal().stream().map(line -> line.split(" ", 4)).map(words -> words[1] + " " + words[2]))
                    .as("%s", b.journal())
                    .containsSubsequence("end promote-data", "begin fence-data", "end fence-data");
            assertThat(b.when("end fence-data")).isBeforeOrEqualTo(a.when("begin promote-data"));
        }
    }

    @Test
    void norWhenTheScriptIsKilledAndItsHookGoesOn() throws Exception {
        Balancer.installed("sshd");
        Pair.FIRST.ensureRunning();
        var operators = Pair.FIRST.operators();
        var d = unique("d");
        var go = directory.resolve("go");
        try (var a = new Machine("a", directory, "active");
                var b = new Machine("b", directory, "inactive").promotesWhen(go)) {
            var run = failOver(operators, d, a, b);
            Eventually.holds(() -> assertThat(b.hooksAtWork()).isEqualTo(1));
            b.killScripts();
            operators.waits(d, run);

            operators.cancel(d, run);
            Eventually.staysTrue(RunningService.LOOK.multipliedBy(3), () -> assertThat(a.isWritable())
                    .isFalse());
            assertThat(b.hooksAtWork()).as("it may yet promote").isEqualTo(1);
            Files.writeString(go, "");
            operators.ended(d, run, "ABORTED");

            assertThat(a.states()).containsOnly("active");
            assertThat(b.states()).containsOnly("inactive");
            assertThat(b.when("end fence-data")).isBeforeOrEqualTo(a.when("begin promote-data"));
        }
    }

    private static int failOver(Operators operators, String deployment, Machine a, Machine b) {
        operators.define("""
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                 "main": %s, "standby": %s}
                """.formatted(deployment, a.json(), b.json()));
        Eventually.holds(() -> assertThat(operators.status(deployment)).containsExactly("Active", "Inactive"));
        return operators.switchover(deployment, "{\"direction\": \"FAILOVER\"}");
    }
}
