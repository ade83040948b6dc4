package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What was true of the last migration's source says nothing of the next one's. */
@QuarkusTest
class NextMigrationIT {

    private static final String GATE = "find { it.id == 'replication-in-sync' }.";

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    @Test
    void aCopyOfTheNodeThatWasRemovedIsNoneOfTheNewSource() {
        var world = new World(commands, clock);
        world.node("c", 3);
        world.replicated()
                .replicatedTo("c")
                .running()
                .attested("customers-moved")
                .removed();
        world.post("/migrations", """
                        {"id": "next-%1$s", "cluster": "%1$s", "source": "b", "target": "c", "reason": "cheaper"}
                        """.formatted(world.cluster)).statusCode(201);
        var replication = "/clusters/" + world.cluster + "/nodes/c/replication";
        gates(world)
                .body(GATE + "verdict", equalTo("FAIL"))
                .body(GATE + "measured", equalTo("IN_SYNC from a"))
                .body(GATE + "remedy", containsString("POST " + replication + "/abandon"));
        refused(world.post(replication, "{}")).body("remedy", containsString("POST " + replication + "/abandon"));
        refused(world.post(replication + "?dryRun=true", "{}"));
        refused(world.post(replication + "/in-sync", "{\"evidence\": \"lag 0\"}"));
        world.post(replication + "/abandon", "{\"reason\": \"a is gone\"}").statusCode(204);
        gates(world).body(GATE + "measured", equalTo("NOT_RUNNING"));
        world.replicatedTo("c");
        gates(world).body(GATE + "verdict", equalTo("PASS"));
        world.post("/clusters/" + world.cluster + "/nodes/b/replication", "{}")
                .statusCode(409)
                .body("type", equalTo("/problems/node-is-the-source"));
    }

    private static Answer refused(Answer response) {
        return response.statusCode(409).body("type", equalTo("/problems/replication-not-running"));
    }

    private static Answer gates(World world) {
        return world.get("/migrations/next-" + world.cluster + "/gates").statusCode(200);
    }
}
