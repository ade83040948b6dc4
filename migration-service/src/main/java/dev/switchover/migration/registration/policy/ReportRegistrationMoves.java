package dev.switchover.migration.registration.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.task.TaskEvent.TaskDone;
import dev.switchover.migration.supplier.domain.SupplierCommand;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmReleased;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.WhichMove;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;

/** Takes a person's word for a step of a move. */
@Singleton
@ProcessingGroup("report-registration-moves")
@DisallowReplay
public class ReportRegistrationMoves {

    private final Commands commands;

    ReportRegistrationMoves(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(TaskDone event, @MetaDataValue("actor") @Nullable String actor) {
        if (event.kind().equals(AskForRegistrationMoves.KIND)) {
            commands.send(report(event), actor == null ? Map.of() : Map.of("actor", actor));
        }
    }

    private static SupplierCommand report(TaskDone event) {
        var supplier = new SupplierId(detail(event, "supplier"));
        var trunk = new TrunkId(detail(event, "trunk"));
        var move = WhichMove.number(Integer.parseInt(detail(event, "move")));
        return switch (detail(event, "step")) {
            case AskForRegistrationMoves.RELEASE -> new ConfirmReleased(supplier, trunk, move, event.evidence());
            case AskForRegistrationMoves.TAKE -> new ConfirmTaken(supplier, trunk, move, event.evidence());
            case AskForRegistrationMoves.RESTORE -> new ConfirmRestored(supplier, trunk, move, event.evidence());
            default -> throw new IllegalStateException("No such step: " + event.details());
        };
    }

    private static String detail(TaskDone event, String name) {
        return Objects.requireNonNull(event.details().get(name), name);
    }
}
