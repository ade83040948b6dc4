package dev.switchover.resilience.roles.followers;

import static dev.switchover.resilience.roles.followers.Pair.assertStays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.resilience.roles.rest.Outage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file docs/followers/haproxy.cfg in a real HAProxy before real web servers, asking the shipped service's agent port. */
class HaproxyIT implements OnThePair {

    /** How long who comes waits for an owner; on a busy machine Start services may take longer. */
    private static final Duration WAITING_ROOM = Duration.ofSeconds(3);

    private static final Map<String, String> BEFORE = Map.of("a", "no check", "b", "DOWN (agent)");
    private static final Map<String, String> AFTER = Map.of("a", "DRAIN (agent)", "b", "no check");

    @TempDir
    Path directory = Path.of("");

    private @Nullable Pair opened;
    private @Nullable Haproxy started;

    @BeforeEach
    void start() throws IOException {
        var binary = Balancer.installed("haproxy");
        var pair = Pair.open();
        opened = pair;
        var haproxy = new Haproxy(binary, directory, pair);
        started = haproxy;
        haproxy.start();
        Eventually.holds(() -> assertThat(haproxy.states()).isEqualTo(BEFORE));
    }

    @AfterEach
    void stop() {
        if (started != null) {
            started.close();
        }
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void noRequestIsLostAndSessionsEndWhereTheyBegan() {
        var pair = Objects.requireNonNull(opened);
        var haproxy = Objects.requireNonNull(started);
        try (var users = new Users(haproxy.url())) {
            Eventually.holds(() -> assertThat(users.answers()).contains("a"));
            var session = Users.session(haproxy.url());
            Eventually.holds(() -> assertThat(pair.a().sessions).hasValue(1));
            users.forget();

            var failover = pair.failOver();
            Eventually.holds(() -> assertThat(haproxy.states()).isEqualTo(AFTER));
            assertThat(users.answers()).isSubsetOf("a", "b");
            var switched = users.answers().size();
            assertStays(() -> users.answers().stream().skip(switched + 1).allMatch("b"::equals));
            assertThat(users.answers()).hasSizeGreaterThan(switched + 1);

            pair.finish(failover);
            Eventually.holds(() -> assertThat(haproxy.states().get("a")).startsWith("DOWN"));
            assertThat(session).isNotDone();
            pair.a().endSessions();
            assertThat(session.join()).isEqualTo("a");
        }
    }

    @Test
    void whoComesWhileNobodyOwnsWaits() {
        var pair = Objects.requireNonNull(opened);
        var haproxy = Objects.requireNonNull(started);
        pair.stopServices("a");
        Eventually.holds(() -> assertThat(haproxy.states().get("a")).startsWith("DOWN"));
        var came = System.nanoTime();
        try (var users = new Users(haproxy.url())) {
            assertStays(() -> users.answers().isEmpty(), Duration.ofSeconds(1));
            pair.startServices("b");
            Eventually.holds(() -> assertThat(users.answers()).contains("b"));
            var waited = Duration.ofNanos(System.nanoTime() - came);
            assertThat(users.answers())
                    .as("answers after %s at most", waited)
                    .isSubsetOf(waited.compareTo(WAITING_ROOM) < 0 ? List.of("b") : List.of("b", "503"));
        }
        pair.stopServices("b");
        Eventually.holds(() -> assertThat(haproxy.states().get("b")).startsWith("DOWN"));
        assertThat(Users.once(haproxy.url())).as("not for ever").isEqualTo("503");
    }

    @Test
    void withoutTheServiceAllStaysAsItIsAndARestartAdmitsNobody() throws IOException {
        var pair = Objects.requireNonNull(opened);
        var haproxy = Objects.requireNonNull(started);
        pair.failOver();
        Eventually.holds(() -> assertThat(haproxy.states()).isEqualTo(AFTER));
        Pair.FIRST.kill();
        try (var users = new Users(haproxy.url())) {
            assertStays(() -> haproxy.states().equals(AFTER));
            assertThat(users.answers()).isNotEmpty().containsOnly("b");
        }

        haproxy.saveState();
        haproxy.close();
        haproxy.start();
        assertThat(Users.once(haproxy.url())).as("after a reload").isEqualTo("b");

        haproxy.close();
        haproxy.forgetState();
        var before = pair.requests();
        haproxy.start();
        assertThat(Users.once(haproxy.url())).as("after a restart").isEqualTo("503");
        assertStays(() -> haproxy.states().equals(Map.of("a", "MAINT", "b", "MAINT")));
        assertThat(pair.requests()).isEqualTo(before);

        Pair.FIRST.ensureRunning();
        Eventually.holds(() -> assertThat(Users.once(haproxy.url())).isEqualTo("b"));
    }

    @Test
    void withoutItsDatabaseTheServiceGoesOnAnswering() {
        var pair = Objects.requireNonNull(opened);
        var haproxy = Objects.requireNonNull(started);
        try (var outage = Outage.of(Pair.DATABASE)) {
            outage.holdsOffEverybody();
            assertStays(() -> Users.once(haproxy.url()).equals("a"));
            assertThat(haproxy.states()).isEqualTo(BEFORE);
        }
        pair.failOver();
        Eventually.holds(() -> assertThat(haproxy.states()).isEqualTo(AFTER));
    }
}
