package dev.switchover.kit.task;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.kit.task.TaskEvent.TaskDropped;
import dev.switchover.kit.task.TaskEvent.TaskOpened;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class TaskTest {

    private static final TaskId ID = new TaskId("replicate-b");
    private static final Map<String, String> DETAILS = Map.of("node", "b");
    private static final OpenTask OPEN =
            new OpenTask(ID, "cluster/c1", "replicate", "Replicate b", "Run it.", null, DETAILS);
    private static final TaskOpened OPENED =
            new TaskOpened(ID, "cluster/c1", "replicate", "Replicate b", "Run it.", null, DETAILS);
    private static final TaskDone DONE = new TaskDone(ID, "cluster/c1", "replicate", DETAILS, "seen");
    private static final TaskDropped DROPPED = new TaskDropped(ID, "cluster/c1", "replicate", DETAILS, "aborted");

    private final FixtureConfiguration<Task> task = new AggregateTestFixture<>(Task.class);

    @Test
    void opensOnce() {
        task.givenNoPriorActivity().when(OPEN).expectEvents(OPENED);
    }

    @Test
    void openingAgainChangesNothing() {
        task.given(OPENED).when(OPEN).expectNoEvents();
    }

    @Test
    void anotherTaskUnderTheSameIdIsRefused() {
        task.given(OPENED)
                .when(new OpenTask(ID, "cluster/c2", "replicate", "Replicate b", "Run it.", null, DETAILS))
                .expectException(Rejection.class);
    }

    @Test
    void aPersonsWordEndsIt() {
        task.given(OPENED).when(new CompleteTask(ID, "seen")).expectEvents(DONE);
        new AggregateTestFixture<>(Task.class)
                .given(OPENED, DONE)
                .when(new CompleteTask(ID, "seen again"))
                .expectNoEvents();
    }

    @Test
    void whatIsMeantForAnotherMatterOfTheSameNameLeavesItAlone() {
        task.given(OPENED).when(new CompleteTask(ID, "seen", "cluster/c2")).expectNoEvents();
        new AggregateTestFixture<>(Task.class)
                .given(OPENED)
                .when(new DropTask(ID, "aborted", "cluster/c2"))
                .expectNoEvents();
        new AggregateTestFixture<>(Task.class)
                .given(OPENED)
                .when(new CompleteTask(ID, "seen", "cluster/c1"))
                .expectEvents(DONE);
    }

    @Test
    void whatIsClosedIsClosed() {
        task.given(OPENED, DROPPED).when(new CompleteTask(ID, "seen")).expectException(Rejection.class);
        new AggregateTestFixture<>(Task.class)
                .given(OPENED, DONE)
                .when(new DropTask(ID, "aborted"))
                .expectException(Rejection.class);
    }
}
