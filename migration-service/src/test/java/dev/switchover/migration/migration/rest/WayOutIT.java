package dev.switchover.migration.migration.rest;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.testing.Answer;
import dev.switchover.migration.Calls;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

/** What a refusal tells to do can be done: nothing is to be cancelled or aborted where there is no way back any more. */
@QuarkusTest
class WayOutIT {

    private static final String REASON = "{\"reason\": \"back\"}";
    private static final String OTHER = """
            {"id": "other", "cluster": "%s", "source": "a", "target": "b", "reason": "again"}
            """;

    @Inject
    Commands commands;

    @Inject
    Clock clock;

    private World removing() {
        var world = new World(commands, clock)
                .replicated()
                .customers(1)
                .running()
                .moved()
                .attested("customers-moved");
        world.post(world.at("/remove-source"), "{}").statusCode(202);
        return world;
    }

    private static void done(World world, String step) {
        world.post(world.at("/removal/steps/" + step + "/done"), "{\"evidence\": \"seen\"}")
                .statusCode(204);
    }

    private static Answer refused(Answer answer, String problem, Matcher<String> remedy) {
        return answer.statusCode(409)
                .body("type", equalTo("/problems/" + problem))
                .body("remedy", remedy);
    }

    private static String wave() {
        return "{\"id\": \"late\", \"allRemaining\": true}";
    }

    private static String address(String address) {
        return "{\"address\": \"%s\", \"reason\": \"typed wrong\"}".formatted(address);
    }

    @Test
    void beforeTheReleaseIsTheCancellation() {
        var world = removing();
        done(world, "prepare");
        var cancel = containsString(world.at("/removal/cancel"));
        var abort = containsString(world.at("/abort"));
        refused(world.post(world.at("/waves"), wave()), "migration-in-wrong-state", cancel);
        refused(world.post("/migrations", OTHER.formatted(world.cluster)), "migration-active", abort);
        var moved = world.at("/customers/" + world.customer(1) + "/revert");
        refused(world.post(moved, REASON), "migration-in-wrong-state", cancel);
        world.post(world.at("/removal/cancel"), REASON).statusCode(204);
    }

    @Test
    void afterTheReleaseIsTheEndOfTheRemoval() {
        var world = removing();
        done(world, "prepare");
        var exclusive = world.at("/registrations/" + world.exclusiveRegistrationOnTheSource() + "/");
        world.post(exclusive + "move", "{}").statusCode(202);
        world.post(exclusive + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        world.post(exclusive + "taken", "{\"evidence\": \"200 OK\"}").statusCode(204);
        done(world, "release");

        var finish = allOf(
                containsString(world.at("/removal/steps/delete-source/done")),
                not(containsString("/cancel")),
                not(containsString("/abort")));
        refused(world.post(world.at("/waves"), wave()), "migration-in-wrong-state", finish);
        var moved = world.at("/customers/" + world.customer(1) + "/revert");
        refused(world.post(moved, REASON), "migration-in-wrong-state", finish);
        refused(world.post(world.at("/removal/cancel"), REASON), "point-of-no-return", finish);
        refused(world.post(world.at("/abort"), REASON), "point-of-no-return", finish);
        refused(world.post("/migrations", OTHER.formatted(world.cluster)), "migration-active", finish);
        var node = "/clusters/" + world.cluster + "/nodes/b/correct";
        refused(world.post(node, address("198.51.100.99")), "node-in-migration", finish);
        refused(world.post(exclusive + "move", "{}"), "migration-closed", finish);
        refused(world.post(exclusive + "move-back", "{}"), "migration-closed", finish);
        done(world, "delete-source");
    }

    @Test
    void afterTheRemovalIsWhatIsLeft() {
        var world = removing();
        var begin = not(containsString("remove-source"));
        for (var step : new String[] {"prepare", "release", "delete-source"}) {
            done(world, step);
        }
        refused(world.post(world.at("/removal/retry"), ""), "removal-not-in-doubt", begin)
                .body("remedy", containsString("/decommission"));
        var planned = new World(commands, clock).replicated();
        planned.post("/migrations", planned.planning("PT0S")).statusCode(201);
        refused(planned.post(planned.at("/removal/retry"), ""), "removal-not-in-doubt", begin)
                .body("remedy", containsString(planned.at("/start")));
    }

    @Test
    void ofAMoveThatIsTakenBackIsItsRestoration() {
        var cluster = Calls.cluster();
        var supplier = Calls.supplier();
        Calls.post("/suppliers/" + supplier + "/trunks", World.exclusive(cluster, supplier, "a"))
                .statusCode(201);
        var path = "/migrations/" + Calls.migration(cluster) + "/registrations/" + supplier + "/reg/";
        Calls.post(path + "move", "{}").statusCode(202);
        var nodes = "/suppliers/" + supplier + "/trunks/reg/nodes";
        var moving = Calls.operator().body("{\"nodes\": [\"b\"]}").put(nodes);
        refused(moving, "registration-move-in-progress", containsString(path + "abort"));
        Calls.post(path + "released", "{\"evidence\": \"Expires 0\"}").statusCode(204);
        Calls.post(path + "abort", REASON).statusCode(204);
        var restoring = allOf(containsString(path + "restored"), not(containsString("abort")));
        refused(Calls.post(path + "move", "{}"), "registration-move-in-progress", restoring);
    }
}
