package dev.switchover.migration.registration.policy;

import static dev.switchover.migration.Calls.get;
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

    /** Of a kind of its own: with no move behind it, its end would stop whoever reports moves. */
    private void askedOnce(String supplier, String trunk) {
        var id = new TaskId("registration-" + supplier + "--" + trunk + "--1-release");
        commands.send(new OpenTask(id, "supplier/" + supplier, "task-of-before", "t", "i", null, Map.of()));
    }

    private static void is(String task, String state) {
        Eventually.holds(() -> get("/tasks/" + task).statusCode(200).body("state", equalTo(state)));
    }

    @Test
    void areClosedWithWhatTheyAreAboutAndTheNextIsAskedFor() {
        askedOnce(s, "reg");
        policy.on(released(s, "reg"));
        is("registration-" + s + "--reg--1-release", "DONE");
        is("registration." + s + ".reg.1.take", "OPEN");
    }

    @Test
    void areNotClosedWithWhatOnlyHadTheSameName() {
        askedOnce(s + "--x", "reg");
        policy.on(released(s, "x--reg"));
        is("registration." + s + ".x--reg.1.take", "OPEN");
        is("registration-" + s + "--x--reg--1-release", "OPEN");
    }
}
