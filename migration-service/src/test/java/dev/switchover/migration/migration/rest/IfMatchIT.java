package dev.switchover.migration.migration.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.operator;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Who has seen an older state of a migration or a cluster is told so, and nothing is done. */
@QuarkusTest
class IfMatchIT {

    private static Answer post(String path, String ifMatch, String body) {
        return operator().header("If-Match", ifMatch).body(body).post(path);
    }

    private static String tag(String path) {
        return get(path).statusCode(200).header("ETag");
    }

    private static void stale(Answer answer, String path) {
        answer.statusCode(412)
                .header("ETag", equalTo(tag(path)))
                .body("type", equalTo("/problems/stale-version"))
                .body("remedy", notNullValue());
    }

    @Test
    void aMigrationIsStartedAsItWasSeen() {
        var path = "/migrations/" + migration(cluster());
        var planned = tag(path);
        post(path + "/gates/reserve-routes/attestations", planned, "{\"evidence\": \"called\"}")
                .statusCode(204);
        stale(post(path + "/start", planned, "{}"), path);
        stale(post(path + "/abort?dryRun=true", planned, "{\"reason\": \"changed our mind\"}"), path);
        stale(post(path + "/waves", planned, "{\"id\": \"all\", \"allRemaining\": true}"), path);
        get(path).body("phase", equalTo("PLANNED"));
        post(path + "/start", tag(path), "{}").statusCode(204);
        get(path).body("phase", equalTo("RUNNING"));
    }

    @Test
    void aClusterIsChangedAsItWasSeen() {
        var path = "/clusters/" + cluster();
        var seen = tag(path);
        var node = "{\"id\": \"%s\", \"address\": \"192.0.2.77\"}";
        post(path + "/nodes", seen, node.formatted("d")).statusCode(201);
        stale(post(path + "/nodes", seen, node.formatted("e")), path);
        stale(post(path + "/nodes/b/replication", seen, "{}"), path);
        post(path + "/nodes/b/replication", tag(path), "{}").statusCode(202);
    }

    @Test
    void whereThereIsNoVersionTheConditionIsRefused() {
        post("/suppliers", "\"1\"", "{\"id\": \"s\", \"party\": \"s\", \"name\": \"S\"}")
                .statusCode(400)
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo("If-Match"));
        get("/suppliers/s").statusCode(404);
    }
}
