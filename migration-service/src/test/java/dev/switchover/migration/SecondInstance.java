package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.ClassArchive;
import dev.switchover.embedded.Ports;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** The built service as a process of its own, on the database, the broker and the keys of the instance under test. */
public final class SecondInstance implements AutoCloseable {

    private static final Path BUILT = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final List<String> SHARED = List.of(
            "quarkus.datasource.jdbc.url",
            "quarkus.datasource.username",
            "quarkus.datasource.password",
            "kafka.bootstrap.servers",
            "quarkus.oidc.public-key");

    /** With the time to write down its classes. */
    private static final Duration TO_STOP = Duration.ofMinutes(2);

    private final int port;
    private final Process process;

    public SecondInstance() throws IOException {
        assertThat(Files.exists(BUILT)).as("%s: mvn package makes it", BUILT).isTrue();
        port = Ports.free();
        process = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/second-instance.log"))
                .start();
        Eventually.holds(
                () -> assertThat(isReady()).as("target/second-instance.log").isTrue());
    }

    /** A request of an operator to this instance. */
    public Request operator() {
        return as(Tokens.operator());
    }

    public Request as(String token) {
        return Request.as(token)
                .port(port)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(TO_STOP.toSeconds(), TimeUnit.SECONDS).join();
    }

    private List<String> command() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var settings = SHARED.stream().map(name -> "-D%s=%s"
                .formatted(name, ConfigProvider.getConfig().getValue(name, String.class)));
        return Stream.of(
                        Stream.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                        ClassArchive.of(BUILT).stream(),
                        settings,
                        Stream.of(
                                "-Dswitchover.local=true",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                "-jar",
                                BUILT.toString()))
                .flatMap(part -> part)
                .toList();
    }

    private boolean isReady() {
        assertThat(process.isAlive()).as("runs; see target/second-instance.log").isTrue();
        try {
            return Request.ofNobody().port(port).get("/q/health/ready").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
