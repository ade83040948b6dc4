package dev.switchover.migration.migration.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.RemovalCommand.DoubtRemovalStep;
import dev.switchover.migration.migration.domain.RemovalStep;
import jakarta.inject.Singleton;

/** Says, when a step's time is over and nobody has confirmed it, that nobody knows whether it still runs. */
@Singleton
public class WatchRemovalStep implements Deed<WatchRemovalStep.Step> {

    public static final String NAME = "watch-removal-step";

    /** The step a person was asked for. */
    public record Step(String migration, int removal, RemovalStep step) {}

    private final Commands commands;

    WatchRemovalStep(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Step> details() {
        return Step.class;
    }

    @Override
    public void carryOut(Step step, int attempt) {
        commands.send(new DoubtRemovalStep(new MigrationId(step.migration()), step.removal(), step.step()));
    }
}
