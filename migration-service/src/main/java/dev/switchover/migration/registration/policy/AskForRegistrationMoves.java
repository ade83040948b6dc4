package dev.switchover.migration.registration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskCommand.CompleteTask;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveAborted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoveStarted;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationMoved;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationReleased;
import dev.switchover.migration.supplier.domain.SupplierEvent.RegistrationRestored;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.Map;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** The driver of kind {@code manual}: asks a person to release, then to take, and after an abort to restore. */
@Singleton
@ProcessingGroup("ask-for-registration-moves")
@DisallowReplay
public class AskForRegistrationMoves {

    static final String KIND = "registration-move";
    static final String RELEASE = "release";
    static final String TAKE = "take";
    static final String RESTORE = "restore";

    private final Commands commands;

    AskForRegistrationMoves(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(RegistrationMoveStarted event) {
        ask(event.ref(), event.move(), RELEASE, event.from(), "End the registration on %s and see it confirmed.");
    }

    @EventHandler
    void on(RegistrationReleased event) {
        commands.send(new CompleteTask(id(event.ref(), event.move(), RELEASE), event.evidence()));
        ask(event.ref(), event.move(), TAKE, event.to(), "Register on %s and see it confirmed.");
    }

    @EventHandler
    void on(RegistrationMoved event) {
        commands.send(new CompleteTask(id(event.ref(), event.move(), TAKE), event.evidence()));
    }

    @EventHandler
    void on(RegistrationMoveAborted event) {
        var step = event.released() ? TAKE : RELEASE;
        commands.send(new DropTask(id(event.ref(), event.move(), step), event.reason()));
        if (event.released()) {
            ask(event.ref(), event.move(), RESTORE, event.from(), "Register on %s again and see it confirmed.");
        }
    }

    @EventHandler
    void on(RegistrationRestored event) {
        commands.send(new CompleteTask(id(event.ref(), event.move(), RESTORE), event.evidence()));
    }

    private void ask(TrunkRef trunk, int move, String step, NodeId node, String instructions) {
        commands.send(new OpenTask(
                id(trunk, move, step),
                trunk.supplier().toString(),
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

    private static TaskId id(TrunkRef trunk, int move, String step) {
        return new TaskId("registration-%s--%s--%d-%s"
                .formatted(trunk.supplier().value(), trunk.trunk().value(), move, step));
    }
}
