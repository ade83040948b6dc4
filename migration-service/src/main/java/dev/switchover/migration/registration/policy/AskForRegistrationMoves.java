package dev.switchover.migration.registration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.AwaitedTasks;
import dev.switchover.kit.task.NamedTasks;
import dev.switchover.kit.task.TaskCommand;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.kit.task.TaskView;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.registration.view.RegistrationMoveView;
import dev.switchover.migration.registration.view.RegistrationMoves;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** The driver of kind {@code manual}: asks a person to release, then to take, and after an abort to restore. */
@Singleton
@ProcessingGroup("ask-for-registration-moves")
@DisallowReplay
public class AskForRegistrationMoves implements AwaitedTasks {

    static final String KIND = "registration-move";
    static final String RELEASE = "release";
    static final String TAKE = "take";
    static final String RESTORE = "restore";

    private final Commands commands;
    private final NamedTasks tasks;
    private final RegistrationMoves moves;

    AskForRegistrationMoves(Commands commands, NamedTasks tasks, RegistrationMoves moves) {
        this.commands = commands;
        this.tasks = tasks;
        this.moves = moves;
    }

    @Override
    public Optional<String> insteadOfDropping(TaskView task) {
        if (!task.kind().equals(KIND)) {
            return Optional.empty();
        }
        var details = task.details();
        return moves.find(
                        details.getOrDefault("supplier", ""),
                        details.getOrDefault("trunk", ""),
                        Integer.parseInt(details.getOrDefault("move", "0")))
                .flatMap(AskForRegistrationMoves::wayOut);
    }

    private static Optional<String> wayOut(RegistrationMoveView move) {
        var path = "/migrations/%s/registrations/%s/%s".formatted(move.migration(), move.supplier(), move.trunk());
        return switch (move.state()) {
            case RELEASING, TAKING ->
                Optional.of("End it when it is done, or give the move up: POST %s/abort.".formatted(path));
            case RESTORING ->
                Optional.of("Register on %s again and end it, or POST %s/restored.".formatted(move.fromNode(), path));
            case MOVED, ABORTED -> Optional.empty();
        };
    }

    @EventHandler
    void on(RegistrationMoveStarted event) {
        ask(event.ref(), event.move(), RELEASE, event.from(), "End the registration on %s and see it confirmed.");
    }

    @EventHandler
    void on(RegistrationReleased event) {
        complete(event.ref(), event.move(), RELEASE, event.evidence());
        ask(event.ref(), event.move(), TAKE, event.to(), "Register on %s and see it confirmed.");
    }

    @EventHandler
    void on(RegistrationMoved event) {
        complete(event.ref(), event.move(), TAKE, event.evidence());
    }

    @EventHandler
    void on(RegistrationMoveAborted event) {
        var step = event.released() ? TAKE : RELEASE;
        close(event.ref(), event.move(), step, task -> new DropTask(task, event.reason(), subject(event.ref())));
        if (event.released()) {
            ask(event.ref(), event.move(), RESTORE, event.from(), "Register on %s again and see it confirmed.");
        }
    }

    @EventHandler
    void on(RegistrationRestored event) {
        complete(event.ref(), event.move(), RESTORE, event.evidence());
    }

    private void ask(TrunkRef trunk, int move, String step, NodeId node, String instructions) {
        commands.send(new OpenTask(
                id(trunk, move, step),
                subject(trunk),
                KIND,
                "Registration of %s: %s on %s".formatted(trunk, step, node),
                instructions.formatted(node),
                null,
                Map.of(
                        "supplier", trunk.supplier().value(),
                        "trunk", trunk.trunk().value(),
                        "move", Integer.toString(move),
                        "step", step)));
    }

    private void complete(TrunkRef trunk, int move, String step, String evidence) {
        close(trunk, move, step, task -> new CompleteTask(task, evidence, subject(trunk)));
    }

    private void close(TrunkRef trunk, int move, String step, Function<TaskId, TaskCommand> closing) {
        var before = "registration-%s--%s--%d-%s"
                .formatted(trunk.supplier().value(), trunk.trunk().value(), move, step);
        tasks.close(id(trunk, move, step), new TaskId(before), closing);
    }

    private static TaskId id(TrunkRef trunk, int move, String step) {
        return TaskId.of("registration", trunk.supplier().value(), trunk.trunk().value(), Integer.toString(move), step);
    }

    private static String subject(TrunkRef trunk) {
        return trunk.supplier().toString();
    }
}
