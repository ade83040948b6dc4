package dev.switchover.local.bench;

import dev.switchover.embedded.LeashedProcess;
import dev.switchover.embedded.Ports;
import dev.switchover.embedded.Waiting;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Another resilience-service on the suite's database; it takes no commands. */
record SecondInstance(LeashedProcess process, int port) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static SecondInstance start(Site site) throws NoSuchAlgorithmException {
        var port = Ports.free();
        var jar = site.home().root().resolve("resilience-service/target/quarkus-app/quarkus-run.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-jar", jar.toString());
        var log = site.home().log("resilience-2");
        var instance = new SecondInstance(LeashedProcess.start(command, environment(site, port), "TERM", log), port);
        if (!Waiting.upTo(PATIENCE).until(() -> Ports.answers(port) || !instance.process.isAlive())) {
            throw new IllegalStateException("the second instance did not start; see " + log);
        }
        return instance;
    }

    private static Map<String, String> environment(Site site, int port) throws NoSuchAlgorithmException {
        var database = site.suite().database("resilience");
        return Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(port),
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password(),
                "KAFKA_BOOTSTRAP_SERVERS", site.suite().record().address("kafka"),
                "SWITCHOVER_LOCAL", "true",
                "QUARKUS_OIDC_PUBLIC_KEY", anyKey(),
                "SWITCHOVER_ROLES_AGENT_PORT", String.valueOf(Ports.free()));
    }

    private static String anyKey() throws NoSuchAlgorithmException {
        var key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.stop(Duration.ofSeconds(20));
    }
}
