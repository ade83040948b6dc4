package dev.switchover.notification;

import dev.switchover.embedded.ClassArchive;
import dev.switchover.embedded.Database;
import dev.switchover.embedded.LeashedProcess;
import dev.switchover.embedded.Ports;
import dev.switchover.embedded.Waiting;
import dev.switchover.kit.testing.CheckedIn;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The service as it is built for production, in a process of its own that can be killed. */
final class OwnProcess implements AutoCloseable {

    private static final Path JAR = CheckedIn.module().resolve("target/quarkus-app/quarkus-run.jar");
    private static final Duration TO_START = Duration.ofSeconds(90);

    /** With the time to write down its classes. */
    private static final Duration TO_STOP = Duration.ofMinutes(2);

    private final int port;
    private final Path log;
    private final Map<String, String> environment;
    private LeashedProcess process;

    OwnProcess(Database database, String kafka, int smtpPort, Path log) throws IOException {
        this.port = Ports.free();
        this.log = log;
        this.environment = Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl()),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", database.user()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", database.password()),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", kafka),
                Map.entry("SWITCHOVER_SMTP_PORT", String.valueOf(smtpPort)),
                Map.entry("SWITCHOVER_LOCAL", "true"),
                Map.entry(
                        "QUARKUS_OIDC_PUBLIC_KEY",
                        Objects.requireNonNull(new TestSettings().getValue("quarkus.oidc.public-key"))));
        this.process = run();
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** {@code kill -9}. */
    void kill() {
        process.kill();
    }

    void start() {
        process = run();
    }

    @Override
    public void close() {
        process.stop(TO_STOP);
    }

    private LeashedProcess run() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(ClassArchive.of(JAR));
        command.addAll(List.of("-Ddisable-axoniq-console-message=true", "-jar", JAR.toString()));
        var started = LeashedProcess.start(command, environment, "TERM", log);
        var ready = Waiting.upTo(TO_START)
                .until(() -> !started.isAlive()
                        || Request.ofNobody().get(address() + "/q/health/ready").statusCode() == 200);
        if (!ready || !started.isAlive()) {
            started.kill();
            throw new AssertionError("not started; see " + log);
        }
        return started;
    }
}
