package dev.switchover.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.DefineCluster;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeFacts;
import dev.switchover.migration.cluster.domain.NodeId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The service as its callers see it, for tests. */
public final class Api {

    private static final Duration TO_IMPORT = Duration.ofMinutes(10);

    private Api() {}

    public static Request operator() {
        return as(Tokens.operator());
    }

    public static Request as(String token) {
        return Request.as(token).header("Idempotency-Key", UUID.randomUUID());
    }

    public static Answer postCsv(String path, String csv) {
        return postCsv(path, csv, Map.of());
    }

    private static Answer postCsv(String path, String csv, Map<String, String> headers) {
        var request = operator().contentType("text/csv").body(csv);
        for (var header : headers.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request.post(path);
    }

    /** Posts a file and waits until its operation has ended. */
    public static Answer imported(String path, String csv) {
        return imported(path, csv, Map.of());
    }

    public static Answer imported(String path, String csv, Map<String, String> headers) {
        var answer = postCsv(path, csv, headers);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
        var id = answer.header("Location").replaceFirst(".*/operations/", "");
        Eventually.holds(
                TO_IMPORT, () -> assertThat(importOf(id).<String>path("state")).isEqualTo("ENDED"));
        return importOf(id);
    }

    public static Answer importOf(String id) {
        return operator().get("/imports/" + id);
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
