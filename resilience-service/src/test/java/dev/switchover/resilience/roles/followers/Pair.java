package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import dev.switchover.embedded.Waiting;
import dev.switchover.kit.testing.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * A deployment of the nodes a and b, real web servers, and two instances of the shipped service that know a as its owner.
 * People command it and do on the nodes what they are asked to.
 */
record Pair(String deployment, Operators operators, WebNode a, WebNode b) implements AutoCloseable {

    /** An instance that is not there. */
    static final String NOBODY = "http://127.0.0.1:1";

    static final Database DATABASE = Embedded.freshDatabase();

    /** They take long to start: the same for all tests of a JVM, and they end with it. */
    static final RunningService FIRST = new RunningService(DATABASE, "roles-service-1");

    static final RunningService SECOND = new RunningService(DATABASE, "roles-service-2");

    static final String MANUAL = """
            {"id": "%s", "party": "p1", "groups": ["telephony"], "drain": "PT0S",
             "main": {"id": "a", "access": {"kind": "manual"}},
             "standby": {"id": "b", "access": {"kind": "manual"}}}
            """;

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    static Pair open() throws IOException {
        FIRST.ensureRunning();
        SECOND.ensureRunning();
        var deployment = unique("d");
        FIRST.operators().define(MANUAL.formatted(deployment));
        Eventually.holds(() -> {
            assertThat(FIRST.status(deployment, "a")).isEqualTo(200);
            assertThat(SECOND.status(deployment, "a")).isEqualTo(200);
        });
        return new Pair(deployment, FIRST.operators(), new WebNode("a"), new WebNode("b"));
    }

    static String instances() {
        return NOBODY + " " + FIRST.address() + " " + SECOND.address();
    }

    /** A failover as far as b takes new sessions and a finishes its own; returns its number. */
    int failOver() {
        var run = operators.switchover(deployment, "{\"direction\": \"FAILOVER\"}");
        operators.done(deployment, run, 1);
        return run;
    }

    /** The rest of it: the sessions of a have ended. */
    void finish(int failover) {
        operators.done(deployment, failover, 2);
        operators.done(deployment, failover, 4); // the third waits for followers, and there are none
        operators.ended(deployment, failover, "SUCCEEDED");
    }

    void stopServices(String node) {
        carriedOut(operators.press(deployment, node, "stop-services", "{\"mode\": \"force\"}"));
    }

    void startServices(String node) {
        carriedOut(operators.press(deployment, node, "start-services", "{}"));
    }

    private void carriedOut(int run) {
        operators.done(deployment, run, 1);
        operators.ended(deployment, run, "SUCCEEDED");
    }

    int epoch() {
        return operators.told("/roles/" + deployment + "/a").path("epoch");
    }

    int requests() {
        return a.answered.get() + b.answered.get();
    }

    static void assertStays(Callable<Boolean> condition) {
        assertStays(condition, A_WHILE);
    }

    /** Holds all the time, not only at its end. */
    static void assertStays(Callable<Boolean> condition, Duration time) {
        assertThat(Waiting.upTo(time).until(() -> !condition.call())).isFalse();
    }

    @Override
    public void close() {
        a.close();
        b.close();
    }
}
