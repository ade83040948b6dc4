package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Embedded;
import dev.switchover.embedded.Waiting;
import dev.switchover.resilience.Eventually;
import dev.switchover.resilience.roles.RoleRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A deployment of the nodes a and b, real web servers, and two instances of the shipped service that know a as its owner. */
record Pair(RoleRows roles, WebNode a, WebNode b) implements AutoCloseable {

    /** An instance that is not there. */
    static final String NOBODY = "http://127.0.0.1:1";

    private static final Database DATABASE = Embedded.freshDatabase();

    /** They take long to start: the same for all tests of a JVM, and they end with it. */
    static final RunningService FIRST = new RunningService(DATABASE, Path.of("target/roles-service-1.log"));

    static final RunningService SECOND = new RunningService(DATABASE, Path.of("target/roles-service-2.log"));

    private static final Duration A_WHILE = Duration.ofSeconds(2);

    static Pair open() throws IOException {
        FIRST.ensureRunning();
        SECOND.ensureRunning();
        var roles = RoleRows.in(DATABASE);
        roles.set("a", "telephony", "OWNER", 1);
        roles.set("b", "telephony", "NONE", 1);
        Eventually.holds(() -> {
            assertThat(FIRST.status(roles.deployment(), "a")).isEqualTo(200);
            assertThat(SECOND.status(roles.deployment(), "a")).isEqualTo(200);
        });
        return new Pair(roles, new WebNode("a"), new WebNode("b"));
    }

    static String instances() {
        return NOBODY + " " + FIRST.address() + " " + SECOND.address();
    }

    /** b takes new sessions, a finishes its own. */
    void failOver() {
        roles.move("telephony", "b", "a", 2);
    }

    void owns(String node, long epoch) {
        roles.set(node, "telephony", "OWNER", epoch);
    }

    void isNothing(String node, long epoch) {
        roles.set(node, "telephony", "NONE", epoch);
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
