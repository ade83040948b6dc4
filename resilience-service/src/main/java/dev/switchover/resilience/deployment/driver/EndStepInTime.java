package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import jakarta.inject.Singleton;

/** Says when the time of an order is over. */
@Singleton
public class EndStepInTime implements Deed<EndStepInTime.Timed> {

    public static final String NAME = "end-step-in-time";

    /** The order that has a limit. */
    public record Timed(String deployment, int run, int order) {}

    private final Commands commands;

    EndStepInTime(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Timed> details() {
        return Timed.class;
    }

    @Override
    public void carryOut(Timed timed, int attempt) {
        commands.send(new EndStep(new DeploymentId(timed.deployment()), timed.run(), timed.order()));
    }
}
