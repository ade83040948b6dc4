package dev.switchover.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.embedded.Ports;
import dev.switchover.embedded.StartFailure;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.suite.SuiteRecord.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The supervisor with real servers and stand-ins for the services. */
class SuiteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private static String key = "";

    @TempDir
    Path root;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Home home = Home.of(Path.of(""));
    private final List<Suite> started = new ArrayList<>();

    /** Sought once for all, for it takes seconds. */
    @BeforeAll
    static void seekKey(@TempDir Path first) {
        key = new Secrets(Home.of(first)).signingKey();
    }

    @BeforeEach
    void build() throws Exception {
        FakeService.installUnder(root);
        home = Home.of(root);
        Home.writeSecretly(home.keys().resolve(Secrets.SIGNING_KEY), key);
    }

    @AfterEach
    void stop() {
        started.forEach(Suite::close);
    }

    @Test
    void itStartsWatchesAndStopsEverything() throws Exception {
        start(PortPlan.free());

        assertThat(suite().record().parts())
                .extracting(SuiteRecord.PartRecord::state)
                .containsOnly(State.RUNNING);
        assertThat(SuiteRecord.running(home))
                .hasValueSatisfying(record -> assertThat(record.allStarted()).isTrue());
        assertThat(environmentOf("notification"))
                .contains("QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://127.0.0.1:")
                .contains("SWITCHOVER_SMTP_PORT=")
                .contains("QUARKUS_OIDC_PUBLIC_KEY=");
        assertThat(Files.getPosixFilePermissions(home.tokens().resolve("operator.jwt")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        theServiceThatDiesComesBack();
        whatIsHeldStaysDownUntilReleased();
        nobodyElseMayStart();

        var record = suite().record();
        suite().close();

        assertThat(record.parts()).allSatisfy(part -> assertThat(isGone(part)).isTrue());
        assertThat(SuiteRecord.read(home)).isEmpty();
    }

    private void theServiceThatDiesComesBack() {
        var before = suite().record().part("migration").orElseThrow();
        suite().kill("migration");

        assertThat(Waiting.upTo(PATIENCE)
                        .until(() -> restarts("migration") == 1 && state("migration") == State.RUNNING))
                .isTrue();
        assertThat(suite().record().part("migration").orElseThrow().process()).isNotEqualTo(before.process());
        assertThat(told).anyMatch(line -> line.startsWith("migration is RESTARTING, ended by itself"));
    }

    @Test
    void aServiceThatDoesNotGetReadyHoldsUpNobodyElse() throws Exception {
        start(PortPlan.free());
        FakeService.stall(root, "migration");
        suite().kill("migration");
        assertThat(Waiting.upTo(PATIENCE).until(() -> state("migration") == State.STARTING))
                .isTrue();

        suite().kill("postgresql");

        assertThat(Waiting.upTo(PATIENCE)
                        .until(() -> restarts("postgresql") == 1 && state("postgresql") == State.RUNNING))
                .isTrue();
        assertThat(state("migration")).isEqualTo(State.STARTING);
        var record = suite().record();
        var began = System.nanoTime();
        suite().close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
        assertThat(record.parts()).allSatisfy(part -> assertThat(isGone(part)).isTrue());
    }

    private void whatIsHeldStaysDownUntilReleased() {
        for (var part : List.of("postgresql", "kafka", "mail")) {
            suite().hold(part);
            assertThat(state(part)).isEqualTo(State.HELD);
            suite().release(part);
            assertThat(state(part)).isEqualTo(State.RUNNING);
        }
    }

    private void nobodyElseMayStart() {
        assertThatThrownBy(() -> start(PortPlan.free()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("runs already");
        assertThat(SuiteRecord.running(home)).isPresent();
    }

    @Test
    void aServiceThatNobodyRecordedOrHoldsIsEndedByTheNextStart() throws Exception {
        var ports = PortPlan.free();
        var left = orphan(ports);
        assertThat(Leftovers.names(home)).containsExactly("migration");

        start(ports);

        assertThat(left.isAlive()).isFalse();
        assertThat(state("migration")).isEqualTo(State.RUNNING);
    }

    /** The kernel forgets a process's command line before it closes its ports. */
    @Test
    void whoIsEndingMayTakeAMomentToLetGoOfItsPorts() throws Exception {
        var ports = PortPlan.free();
        var left = orphan(ports);
        try (var held = new ServerSocket(ports.of("kafka"), 1, InetAddress.getLoopbackAddress())) {
            var letGo = left.onExit().thenRunAsync(() -> close(held), LATER);

            start(ports);

            letGo.join();
        }
        assertThat(state("kafka")).isEqualTo(State.RUNNING);
    }

    private static void close(ServerSocket held) {
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process orphan(PortPlan ports) throws Exception {
        var orphan = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Leftovers.mark(home),
                "-jar",
                jar("migration"));
        orphan.environment().put("QUARKUS_HTTP_PORT", String.valueOf(ports.of("migration")));
        var left = orphan.start();
        assertThat(Waiting.upTo(PATIENCE).until(() -> Ports.answers(ports.of("migration"))))
                .isTrue();
        return left;
    }

    private String jar(String service) {
        return root.resolve(service + "-service/target/quarkus-app/quarkus-run.jar")
                .toString();
    }

    @Test
    void aTakenPortIsNamedAndNothingStaysBehind() throws Exception {
        var ports = PortPlan.free();
        try (var other = new ServerSocket(ports.of("kafka"), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(ports))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("Taken by another program: port " + other.getLocalPort()
                            + " (kafka). Stop it, or move ours with --port-base N.");
        }
        assertNothingListens(ports);
    }

    @Test
    void aServiceThatDoesNotStartIsNamedAndNothingStaysBehind() throws Exception {
        FakeService.breakOne(root, "notification");
        var ports = PortPlan.free();

        assertThatThrownBy(() -> start(ports))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("The service notification ended while it started; see ");

        assertNothingListens(ports);
        assertThat(home.log("notification")).content().contains("the database schema is from the future");
    }

    private Suite suite() {
        return started.getFirst();
    }

    private void start(PortPlan ports) {
        started.add(Suite.start(home, ports, told::add));
    }

    private State state(String part) {
        return suite().record().part(part).orElseThrow().state();
    }

    private int restarts(String part) {
        return suite().record().part(part).orElseThrow().restarts();
    }

    private static boolean isGone(SuiteRecord.PartRecord part) {
        var process = part.process();
        return process == null || process.handle().isEmpty();
    }

    private static void assertNothingListens(PortPlan ports) {
        assertThat(ports.ports().values()).noneMatch(Ports::answers);
    }

    private String environmentOf(String service) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(suite().record().address(service)))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
