package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shipped guard on two machines, and three instances of the shipped service, the third by a wire that can be cut. */
@Timeout(400)
class BootGuardIT implements OnThePair {

    private static final int START = 0;
    private static final int INACTIVE = 1;
    private static final int OLDEST_THAT_COUNTS = 10;

    private static final Wire WIRE = new Wire(Pair.DATABASE);
    private static final RunningService THIRD = new RunningService(WIRE.end(), "roles-service-3");

    private final String deployment = unique("d");
    private Operators operators;
    private Machine a;
    private Machine b;

    @TempDir
    Path directory = Path.of("");

    @BeforeEach
    void start() throws Exception {
        Balancer.installed("sshd");
        Balancer.installed("curl");
        Pair.FIRST.ensureRunning();
        Pair.SECOND.ensureRunning();
        THIRD.ensureRunning();
        operators = Pair.FIRST.operators();
        a = new Machine("a", directory, "active");
        b = new Machine("b", directory, "inactive");
        operators.define("""
                {"id": "%s", "party": "p1", "groups": ["data", "management", "telephony"], "drain": "PT0S",
                 "main": %s, "standby": %s}
                """.formatted(deployment, a.json(), b.json()));
        a.trust(deployment, Pair.FIRST, Pair.SECOND, THIRD);
        b.trust(deployment, Pair.FIRST, Pair.SECOND, THIRD);
        Eventually.holds(() -> assertThat(operators.status(deployment)).containsExactly("Active", "Inactive"));
    }

    @AfterEach
    void stop() {
        WIRE.mend();
        a.close();
        b.close();
    }

    @Test
    void aMainThatWasTakenOverStaysInactiveWhenItsPowerReturns() throws Exception {
        a.powerOff();
        a.powerOn();
        assertThat(a.states()).as("nobody has taken over").containsOnly("active");
        assertThat(b.guard("telephony").exitCode()).isEqualTo(INACTIVE);

        a.powerOff();
        takeOver();
        a.powerOn();

        assertThat(a.states()).containsOnly("inactive");
        assertThat(a.guard("data").err()).contains("data belongs to b at epoch ");
        assertThat(b.guard("data").err()).contains("data belongs to this node", "say 3 of 3 instances");
        Eventually.holds(() -> assertThat(operators.owed(deployment)).doesNotContain("stop-a"));
        Eventually.holds(() -> assertThat(operators.status(deployment)).containsExactly("Inactive", "Active"));
    }

    @Test
    void anInstanceThatIsCutOffAndRemembersTheOldRoleDoesNotLetItStart() throws Exception {
        a.powerOff();
        WIRE.cut();
        takeOver();
        a.powerOn();
        assertThat(a.states()).as("while the word of the third may still count").containsOnly("inactive");

        Eventually.holds(() -> assertThat(age(THIRD)).isGreaterThan(OLDEST_THAT_COUNTS));
        assertThat(THIRD.status(deployment, "a")).as("it still believes").isEqualTo(200);
        var main = a.guard("telephony");
        assertThat(main.exitCode()).isEqualTo(INACTIVE);
        assertThat(main.err()).contains("telephony belongs to b at epoch ");
        var standby = b.guard("telephony");
        assertThat(standby.exitCode()).isEqualTo(START);
        assertThat(standby.err()).contains("say 2 of 3 instances");

        a.trust(deployment, THIRD);
        assertThat(a.guard("data").err()).as("not even alone").contains("0 of 1 instances count");
        WIRE.mend();
        Eventually.holds(() -> assertThat(THIRD.status(deployment, "a")).isEqualTo(503));
        assertThat(a.guard("data").err()).contains("data belongs to b at epoch ");
    }

    /** As people do it when Main is silent. */
    private void takeOver() {
        var run = operators.switchover(deployment, "{\"direction\": \"FAILOVER\", \"kind\": \"EMERGENCY\"}");
        operators.attest(deployment, run, "a");
        operators.ended(deployment, run, "INCOMPLETE");
        Eventually.holds(() -> {
            assertThat(Pair.FIRST.status(deployment, "b")).isEqualTo(200);
            assertThat(Pair.SECOND.status(deployment, "b")).isEqualTo(200);
        });
        assertThat(operators.owed(deployment)).contains("stop-a");
    }

    private int age(RunningService instance) {
        var told = instance.operators().told("/roles/" + deployment + "/a");
        return Integer.parseInt(told.header("Switchover-Age"));
    }
}
