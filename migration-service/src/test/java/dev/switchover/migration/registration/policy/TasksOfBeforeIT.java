package dev.switchover.migration.registration.policy;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.get;
import static dev.switchover.migration.Calls.migration;
import static dev.switchover.migration.Calls.post;
import static dev.switchover.migration.Calls.supplier;
import static dev.switchover.migration.Calls.unique;
import static org.hamcrest.Matchers.equalTo;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Asked when names were still joined by hyphens, and not closed when the service was replaced. */
@QuarkusTest
class TasksOfBeforeIT {

    private final String s = unique("s");

    @Inject
    Commands commands;

    @Inject
    AskForRegistrationMoves policy;

    private static RegistrationReleased released(String supplier, String trunk) {
        return new RegistrationReleased(
                new SupplierId(supplier),
                new TrunkId(trunk),
                1,
                "m1",
                new NodeId("a"),
                new NodeId("b"),
                "Expires 0 answered");
    }

    private void askedOnce(String supplier, String trunk) {
        var id = new TaskId("registration-" + supplier + "--" + trunk + "--1-release");
        var details = Map.of("supplier", supplier, "trunk", trunk, "move", "1", "step", "release");
        commands.send(new OpenTask(id, "supplier/" + supplier, "registration-move", "t", "i", null, details));
    }

    private static String moving() {
        var cluster = cluster();
        var supplier = supplier();
        post("/suppliers/" + supplier + "/trunks", """
                {"id": "reg", "cluster": "%s", "authorisation": "REGISTRATION", "registrar": "sip.example.net",
                 "login": "%s", "policy": "REJECT_SECOND", "nodes": ["a"]}
                """.formatted(cluster, unique("l")))
                .then()
                .statusCode(201);
        post("/migrations/" + migration(cluster) + "/registrations/" + supplier + "/reg/move", "{}")
                .then()
                .statusCode(202);
        return supplier;
    }

    private static void is(String task, String state) {
        Eventually.holds(() -> get("/tasks/" + task).then().statusCode(200).body("state", equalTo(state)));
    }

    @Test
    void areClosedWithWhatTheyAreAboutAndTheNextIsAskedFor() {
        var moving = moving();
        askedOnce(moving, "reg");
        var asked = "registration." + moving + ".reg.1.release";
        is(asked, "OPEN");
        post("/tasks/" + asked + "/done", "{\"evidence\": \"seen\"}").then().statusCode(204);
        is("registration-" + moving + "--reg--1-release", "DONE");
        is("registration." + moving + ".reg.1.take", "OPEN");
    }

    @Test
    void areNotClosedWithWhatOnlyHadTheSameName() {
        askedOnce(s + "--x", "reg");
        policy.on(released(s, "x--reg"));
        is("registration." + s + ".x--reg.1.take", "OPEN");
        is("registration-" + s + "--x--reg--1-release", "OPEN");
    }
}
