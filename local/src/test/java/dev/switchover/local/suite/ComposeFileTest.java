package dev.switchover.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.switchover.embedded.Database;
import dev.switchover.embedded.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docker-compose.yml describes the system that the launcher starts. */
class ComposeFileTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final PortPlan PORTS = PortPlan.from(PortPlan.DEFAULT_BASE);

    private JsonNode services = new ObjectMapper().createObjectNode();

    @BeforeEach
    void parse() throws Exception {
        var file = ROOT.resolve("docker-compose.yml").toFile();
        services = new ObjectMapper(new YAMLFactory()).readTree(file).path("services");
    }

    @Test
    void itHasTheSamePartsFromOfficialImages() {
        assertThat(services.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("postgresql", "kafka", "mail", "migration", "resilience", "notification");
        assertThat(image("postgresql")).startsWith("postgres:");
        assertThat(image("kafka")).startsWith("apache/kafka:");
        assertThat(image("mail")).startsWith("axllent/mailpit:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration", "resilience", "notification"})
    void eachServiceIsToldTheSameThingsAsByTheLauncher(String service) {
        var expected = new TreeSet<>(
                new Services(PORTS, new Postgres(1, "", ""), "", new Certificates(Path.of("")), Path.of(""))
                        .environment(service, new Database("", "", ""))
                        .keySet());
        expected.removeAll(List.of("SWITCHOVER_LOCAL", "QUARKUS_OIDC_PUBLIC_KEY"));
        expected.add("QUARKUS_OIDC_AUTH_SERVER_URL");

        assertThat(services.path(service).path("environment").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"migration", "resilience", "notification"})
    void eachServiceIsBuiltFromItsModuleAndListensAtItsPort(String service) {
        var port = String.valueOf(PORTS.of(service));

        assertThat(services.path(service).path("build").asText()).isEqualTo(service + "-service");
        assertThat(services.path(service)
                        .path("environment")
                        .path("QUARKUS_HTTP_PORT")
                        .asText())
                .isEqualTo(port);
        assertThat(ports(service)).contains("127.0.0.1:" + port + ":" + port);
        assertThat(ROOT.resolve(service + "-service/Dockerfile"))
                .content()
                .contains("COPY target/quarkus-app/", "EXPOSE " + port);
    }

    @Test
    void theRoleEndpointsAreReachableFromTheNodes() {
        var roles = String.valueOf(PORTS.of(PortPlan.ROLES));
        var agent = String.valueOf(PORTS.of(PortPlan.ROLE_AGENT));
        var environment = services.path("resilience").path("environment");

        assertThat(environment.path("SWITCHOVER_ROLES_TLS_PORT").asText()).isEqualTo(roles);
        assertThat(environment.path("SWITCHOVER_ROLES_AGENT_PORT").asText()).isEqualTo(agent);
        assertThat(ports("resilience")).contains(roles + ":" + roles, agent + ":" + agent);
        assertThat(ROOT.resolve("resilience-service/Dockerfile")).content().contains(" " + roles, " " + agent);
    }

    @Test
    void theDatabaseAndTheCaughtMailsAreWhereTheLauncherHasThem() {
        assertThat(ports("postgresql")).containsExactly("127.0.0.1:" + PORTS.of("postgresql") + ":5432");
        assertThat(ports("mail")).containsExactly("127.0.0.1:" + PORTS.of("mail") + ":8025");
        assertThat(ports("kafka")).isEmpty();
    }

    @Test
    void theReadmeNamesTheSamePorts() throws Exception {
        var readme = Files.readAllLines(ROOT.resolve("README.md"));
        var table = IntStream.range(0, readme.size())
                .filter(line -> readme.get(line).startsWith("| N + 1 |"))
                .findFirst()
                .orElseThrow();
        var offsets = cells(readme.get(table));
        var parts = cells(readme.get(table + 2));
        var told = new TreeMap<Integer, String>();
        for (int cell = 0; cell < offsets.size(); cell++) {
            told.put(PortPlan.DEFAULT_BASE + Integer.parseInt(offsets.get(cell).substring(4)), parts.get(cell));
        }

        assertThat(told)
                .isEqualTo(Map.of(
                        PORTS.of("migration"), "migration-service",
                        PORTS.of("resilience"), "resilience-service",
                        PORTS.of("notification"), "notification-service",
                        PORTS.of("postgresql"), "PostgreSQL",
                        PORTS.of("kafka"), "Kafka",
                        PORTS.of("smtp"), "SMTP",
                        PORTS.of("mail"), "caught mails",
                        PORTS.of(PortPlan.ROLE_AGENT), "roles for HAProxy's `agent-check`",
                        PORTS.of(PortPlan.ROLES), "roles over TLS"));
        assertThat(readme).anyMatch(line -> line.startsWith("| <http://127.0.0.1:" + PORTS.of("mail") + ">"));
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|", -1))
                .map(String::strip)
                .filter(cell -> !cell.isEmpty())
                .toList();
    }

    private String image(String part) {
        return services.path(part).path("image").asText();
    }

    private List<String> ports(String part) {
        var ports = new ArrayList<String>();
        services.path(part).path("ports").forEach(port -> ports.add(port.asText()));
        return ports;
    }
}
