package dev.switchover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.embedded.Waiting;
import dev.switchover.local.demo.Answer;
import dev.switchover.local.demo.Api;
import dev.switchover.local.suite.SuiteRecord.State;
import dev.switchover.local.suite.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A service that is stopped in good order at work goes on where it was, and nobody is forgotten. */
class RestartIT {

    private static final int CUSTOMERS = 20_000;
    private static final List<String> REPLICATION = List.of(
            "MASTER_RESTARTED", "CONFIGURATION_FROZEN", "DATABASE_COPIED", "CONFIGURATION_UNFROZEN", "SLAVE_STARTED");
    private static final Duration TO_END = Duration.ofMinutes(3);

    private final Running suite = Running.suite();
    private final Api operator = new Api(suite.record().address("migration"), Tokens.of(suite.home()), "operator");

    @Test
    void whoWasImportedMeanwhileIsCounted() {
        done(operator.post(
                "/clusters", "{\"id\": \"restart\", \"node\": {\"id\": \"a\", \"address\": \"192.0.2.10\"}}"));
        done(operator.post("/clusters/restart/nodes", "{\"id\": \"b\", \"address\": \"198.51.100.20\"}"));
        var operation = Objects.requireNonNull(
                done(operator.upload("/customers/import", csv())).location());
        assertThat(Waiting.upTo(TO_END)
                        .until(() -> operation(operation).path("done").asInt() > 0))
                .isTrue();

        suite.hold("migration");
        suite.release("migration");

        assertThat(Waiting.upTo(TO_END)
                        .until(() -> operation(operation).path("state").asText().equals("ENDED")))
                .isTrue();
        assertThat(operation(operation).path("outcome").asText()).isEqualTo("SUCCEEDED");
        done(operator.post("/migrations", """
                {"id": "restart", "cluster": "restart", "source": "a", "target": "b", "reason": "new hoster",
                 "hosterContractEnd": "2099-01-01"}"""));
        done(operator.post("/migrations/restart/waves", "{\"id\": \"all\", \"allRemaining\": true}"));
        var wave = "/migrations/restart/waves";
        assertThat(Waiting.upTo(TO_END)
                        .until(() ->
                                !operator.get(wave).body().findPath("members").isMissingNode()))
                .isTrue();
        assertThat(operator.get(wave).body().findPath("members").asInt()).isEqualTo(CUSTOMERS);
        Ledger.assertAgrees();
    }

    /** Whoever stops it may do so while a person gives the word after which there is no way back. */
    @Test
    void aRemovalGoesOnWhereItWas() {
        var migration = "/migrations/leaving";
        toBeRemoved("leaving");
        var removal = Objects.requireNonNull(
                done(operator.post(migration + "/remove-source", "{}")).location());
        confirm(migration, "prepare");

        var restarts = suite.part("migration").restarts();
        var word = CompletableFuture.runAsync(() -> confirm(migration, "release"));
        suite.stop("migration");
        word.join();
        assertThat(Waiting.upTo(TO_END)
                        .until(() -> suite.part("migration").restarts() > restarts
                                && suite.part("migration").state() == State.RUNNING))
                .isTrue();
        confirm(migration, "release"); // told again it is answered alike
        confirm(migration, "delete-source");

        assertThat(Waiting.upTo(TO_END)
                        .until(() -> operation(removal).path("state").asText().equals("ENDED")))
                .isTrue();
        var ended = operation(removal);
        assertThat(ended.path("outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("steps"))
                .hasSize(5)
                .allSatisfy(step -> assertThat(step.path("outcome").asText()).isEqualTo("SUCCEEDED"));
        assertThat(Ledger.counted("migration", "migrationId", "leaving"))
                .containsEntry("migration.removal-step-started", 5L)
                .containsEntry("migration.removal-step-done", 5L)
                .containsEntry("migration.point-of-no-return-passed", 1L)
                .containsEntry("migration.source-removed", 1L);
        assertThat(Ledger.counted("cluster", "clusterId", "leaving"))
                .containsEntry("cluster.management-suspended", 1L)
                .containsEntry("cluster.management-moved", 1L)
                .containsEntry("cluster.node-removed", 1L);
        assertThat(done(operator.get("/clusters/leaving/management"))
                        .body()
                        .path("epoch")
                        .asInt())
                .isEqualTo(2);
    }

    private void confirm(String migration, String step) {
        done(operator.post(migration + "/removal/steps/" + step + "/done", "{\"evidence\": \"done by hand\"}"));
    }

    /** A cluster of two nodes in sync, the first of which nobody uses any more, by somebody's word. */
    private void toBeRemoved(String id) {
        done(operator.post(
                "/clusters", "{\"id\": \"%s\", \"node\": {\"id\": \"a\", \"address\": \"192.0.2.11\"}}".formatted(id)));
        var cluster = "/clusters/" + id;
        done(operator.post(cluster + "/nodes", "{\"id\": \"b\", \"address\": \"198.51.100.21\"}"));
        var replication = cluster + "/nodes/b/replication";
        done(operator.post(replication, "{}"));
        REPLICATION.forEach(step -> done(operator.post(
                replication + "/steps/" + step + "/done", "{\"evidence\": \"by hand\", \"downTime\": \"PT1S\"}")));
        done(operator.post(replication + "/in-sync", "{\"evidence\": \"lag 0 bytes on b\"}"));
        done(operator.post("/migrations", """
                {"id": "%1$s", "cluster": "%1$s", "source": "a", "target": "b", "reason": "new hoster",
                 "hosterContractEnd": "2099-01-01", "drainTime": "PT0S"}""".formatted(id)));
        var migration = "/migrations/" + id;
        done(operator.post(migration + "/start", "{}"));
        for (var gate : List.of("reserve-routes", "customers-moved")) {
            done(operator.post(migration + "/gates/" + gate + "/attestations", "{\"evidence\": \"seen\"}"));
        }
    }

    private JsonNode operation(String location) {
        return done(operator.get(location)).body();
    }

    private static Answer done(Answer answer) {
        assertThat(answer.succeeded())
                .as(answer.request() + " " + answer.reason())
                .isTrue();
        return answer;
    }

    private static String csv() {
        return IntStream.range(0, CUSTOMERS)
                .mapToObj("restart-%1$d,restart-%1$d,ip,restart,a"::formatted)
                .collect(Collectors.joining("\n", "customer,party,reached_by,cluster,node\n", "\n"));
    }
}
