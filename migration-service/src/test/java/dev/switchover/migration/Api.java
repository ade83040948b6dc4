package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.DefineCluster;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeFacts;
import dev.switchover.migration.cluster.domain.NodeId;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service as its callers see it, for tests. */
public final class Api {

    private static final Duration TO_IMPORT = Duration.ofMinutes(10);

    private Api() {}

    public static RequestSpecification operator() {
        return as(Tokens.operator());
    }

    public static RequestSpecification as(String token) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    public static Response postCsv(String path, String csv) {
        return postCsv(path, csv, Map.of());
    }

    private static Response postCsv(String path, String csv, Map<String, String> headers) {
        return operator()
                .headers(headers)
                .contentType("text/csv")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    /** Posts a file and waits until its operation has ended. */
    public static JsonPath imported(String path, String csv) {
        return imported(path, csv, Map.of());
    }

    public static JsonPath imported(String path, String csv, Map<String, String> headers) {
        var answer = postCsv(path, csv, headers);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        var id = answer.header("Location").replaceFirst(".*/operations/", "");
        Eventually.holds(
                TO_IMPORT, () -> assertThat(importOf(id).getString("state")).isEqualTo("ENDED"));
        return importOf(id);
    }

    public static JsonPath importOf(String id) {
        return operator().get("/imports/" + id).jsonPath();
    }

    /** A cluster of the nodes a and b. */
    public static String cluster(Commands commands) {
        var id = new ClusterId("c-" + UUID.randomUUID().toString().substring(0, 8));
        commands.send(new DefineCluster(id, node("a")));
        commands.send(new AddNode(id, node("b")));
        return id.value();
    }

    private static NodeFacts node(String id) {
        return new NodeFacts(new NodeId(id), "192.0.2." + id.charAt(0) % 97, List.of(), "https://" + id + ".example");
    }
}
