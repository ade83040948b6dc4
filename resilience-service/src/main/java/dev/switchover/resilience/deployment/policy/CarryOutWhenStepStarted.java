package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.task.TaskCommand.DropTask;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.driver.CarryOutStep;
import dev.switchover.resilience.deployment.driver.EndStepInTime;
import dev.switchover.resilience.deployment.driver.StepOrder;
import dev.switchover.resilience.node.domain.Access;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** An order becomes a deed, or a task where a node is asked by hand; both have a limit. */
@Singleton
@ProcessingGroup("carry-out-when-step-started")
@DisallowReplay
public class CarryOutWhenStepStarted {

    private final Deeds deeds;
    private final Commands commands;
    private final DefinitionTable definitions;

    CarryOutWhenStepStarted(Deeds deeds, Commands commands, DefinitionTable definitions) {
        this.deeds = deeds;
        this.commands = commands;
        this.definitions = definitions;
    }

    @EventHandler
    void on(StepStarted event, @Timestamp Instant at) {
        var order = StepOrder.of(event, at);
        if (event.step().action() != null) {
            if (isByHand(event)) {
                var drill = definitions.last(event.deploymentId()).drill();
                commands.send(StepTasks.open(event, at.plus(event.step().limit()), drill));
            } else {
                deeds.schedule(CarryOutStep.NAME, order.deed(), at, order);
            }
        }
        deeds.schedule(EndStepInTime.NAME, order.deed(), order.deadline(), EndStepInTime.Timed.of(order));
    }

    /** What a person was asked for is not wanted any more. */
    @EventHandler
    void on(RunCancelled event) {
        if (event.order() == 0 || !isAnybodyAskedByHand(event)) {
            return;
        }
        try {
            commands.send(new DropTask(
                    StepTasks.id(event.deploymentId(), event.run(), event.order()),
                    "run cancelled: " + event.reason()));
        } catch (Rejection | AggregateNotFoundException e) {
            Log.debugf("No task to drop: %s", e.getMessage());
        }
    }

    private boolean isAnybodyAskedByHand(RunCancelled event) {
        var definition = definitions.last(event.deploymentId());
        return Stream.of(definition.main(), definition.standby())
                .anyMatch(node -> node.access() instanceof Access.Manual);
    }

    private boolean isByHand(StepStarted event) {
        return definitions
                        .last(event.deploymentId())
                        .access(event.step().node())
                        .orElseThrow()
                instanceof Access.Manual;
    }
}
