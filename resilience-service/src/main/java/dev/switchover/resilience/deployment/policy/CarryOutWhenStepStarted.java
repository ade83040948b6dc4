package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.driver.CarryOutStep;
import dev.switchover.resilience.deployment.driver.EndStepInTime;
import dev.switchover.resilience.deployment.driver.StepOrder;
import dev.switchover.resilience.node.domain.Access;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * An order becomes a deed, or a task where a node is asked by hand; both have a limit. What a person was asked is taken back
 * by whatever ends the order or gives another in its place, lest he does it late.
 */
@Singleton
@ProcessingGroup("carry-out-when-step-started")
@DisallowReplay
public class CarryOutWhenStepStarted {

    private final Deeds deeds;
    private final Commands commands;
    private final DefinitionTable definitions;
    private final OpenStepTasks tasks;

    CarryOutWhenStepStarted(Deeds deeds, Commands commands, DefinitionTable definitions, OpenStepTasks tasks) {
        this.deeds = deeds;
        this.commands = commands;
        this.definitions = definitions;
        this.tasks = tasks;
    }

    @EventHandler
    void on(StepStarted event, @Timestamp Instant at) {
        var order = StepOrder.of(event, at);
        tasks.drop(event.deploymentId(), event.run(), event.order() - 1, "another order was given after it");
        if (event.step().action() != null) {
            if (isByHand(event)) {
                ask(event, at);
            } else {
                deeds.schedule(CarryOutStep.NAME, order.deed(), at, order);
            }
        }
        deeds.schedule(EndStepInTime.NAME, order.deed(), order.deadline(), EndStepInTime.Timed.of(order));
    }

    @EventHandler
    void on(StepSucceeded event) {
        tasks.drop(event.deploymentId(), event.run(), event.order(), "it is proven: " + event.evidence());
    }

    @EventHandler
    void on(RunCancelled event) {
        tasks.drop(event.deploymentId(), event.run(), event.order(), "run cancelled: " + event.reason());
    }

    @EventHandler
    void on(SwitchoverAborted event) {
        tasks.drop(event.deploymentId(), event.run(), Integer.MAX_VALUE, "run ended: " + event.reason());
    }

    @EventHandler
    void on(ServicesStartFailed event) {
        tasks.drop(event.deploymentId(), event.run(), Integer.MAX_VALUE, "run ended: " + event.reason());
    }

    @EventHandler
    void on(ServicesStopFailed event) {
        tasks.drop(event.deploymentId(), event.run(), Integer.MAX_VALUE, "run ended: " + event.reason());
    }

    /** Unless it is over at once, as where the node is cut off already. */
    private void ask(StepStarted event, Instant at) {
        var id = event.deploymentId();
        if (definitions.isOpen(id, event.run(), event.order())) {
            var drill = definitions.last(id).drill();
            commands.send(StepTasks.open(event, at.plus(event.step().limit()), drill));
        }
    }

    private boolean isByHand(StepStarted event) {
        return definitions
                        .last(event.deploymentId())
                        .access(event.step().node())
                        .orElseThrow()
                instanceof Access.Manual;
    }
}
