package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.ClassArchive;
import dev.switchover.embedded.Database;
import dev.switchover.embedded.LeashedProcess;
import dev.switchover.embedded.Ports;
import dev.switchover.embedded.Waiting;
import dev.switchover.kit.testing.TestSettings;
import dev.switchover.resilience.roles.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The service as it is shipped, in a process of its own that can be killed. It has no broker, and needs none for roles. */
final class RunningService {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");

    /** Where the keys of nodes lie. */
    static final Path SECRETS = Path.of("target/roles-secrets").toAbsolutePath();

    /** How often it looks at each node: what must not happen is waited for, for several looks. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final Duration TO_START = Duration.ofMinutes(3);

    /** With the time to write down its classes, for all that start later. */
    private static final Duration TO_STOP = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Ports.free();
    private final int agentPort = Ports.free();
    private final int tlsPort = Ports.free();
    private final Database database;
    private final Path log;
    private @Nullable LeashedProcess process;

    RunningService(Database database, String name) {
        this.database = database;
        this.log = Path.of(
                "target/%s-%d.log".formatted(name, ProcessHandle.current().pid()));
    }

    /** Returns when all its ports answer. */
    void ensureRunning() {
        if (process == null || !process.isAlive()) {
            process = start();
        }
        assertThat(Waiting.upTo(TO_START)
                        .until(() -> Ports.answers(port) && Ports.answers(agentPort) && Ports.answers(tlsPort)))
                .as("the service answers; see " + log)
                .isTrue();
    }

    private LeashedProcess start() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ClassArchive.of(JAR));
        command.addAll(List.of("-Ddisable-axoniq-console-message=true", "-jar", JAR.toString()));
        return LeashedProcess.start(command, environment(), "TERM", log);
    }

    private Map<String, String> environment() {
        var authority = TestAuthority.shared();
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", database.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.password()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
                Map.entry("SWITCHOVER_LOCAL", "true"),
                Map.entry(
                        "QUARKUS_OIDC_PUBLIC_KEY",
                        Objects.requireNonNull(new TestSettings().getValue("quarkus.oidc.public-key"))),
                Map.entry("SWITCHOVER_SECRETS_DIRECTORY", SECRETS.toString()),
                Map.entry("SWITCHOVER_WATCH_EVERY", LOOK.toString()),
                Map.entry("SWITCHOVER_WATCH_FRESH", LOOK.multipliedBy(8).toString()),
                Map.entry("SWITCHOVER_ROLES_TLS_PORT", String.valueOf(tlsPort)),
                Map.entry(
                        "SWITCHOVER_ROLES_TLS_CERTIFICATE",
                        authority.certificate().toString()),
                Map.entry("SWITCHOVER_ROLES_TLS_KEY", authority.key().toString()),
                Map.entry("SWITCHOVER_ROLES_AGENT_PORT", String.valueOf(agentPort)));
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** For who pins the authority. */
    String safeAddress() {
        return "https://127.0.0.1:" + tlsPort;
    }

    int agentPort() {
        return agentPort;
    }

    Operators operators() {
        return new Operators(port);
    }

    /** 200 or 503. */
    int status(String deployment, String node) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address() + "/roles/" + deployment + "/" + node))
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Stands still, as in the longest pause of a garbage collector, until it is to go on. */
    void freeze() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        var pid = Objects.requireNonNull(process).pid();
        try {
            assertThat(new ProcessBuilder("kill", "-s", name, String.valueOf(pid))
                            .start()
                            .waitFor())
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void stop() {
        if (process != null) {
            process.stop(TO_STOP);
        }
    }

    void kill() {
        if (process != null) {
            process.kill();
        }
    }
}
