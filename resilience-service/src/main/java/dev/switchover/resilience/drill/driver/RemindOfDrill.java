package dev.switchover.resilience.drill.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.DefinitionTable.Defined;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.view.RunViews;
import dev.switchover.resilience.drill.domain.DrillCommand.CallForDrill;
import dev.switchover.resilience.drill.domain.DrillReminderId;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells the operators and opens a task when no drill has been held since the one the reminder counts from. */
@Singleton
public class RemindOfDrill implements Deed<RemindOfDrill.Due> {

    public static final String NAME = "remind-of-drill";

    /**
     * From when the time to the next drill counts.
     *
     * @param last when the last drill ended, or the deployment was defined
     * @param held whether it was a drill
     * @param every after what time the next one is due; deeds of before do not tell
     */
    public record Due(
            String deployment,
            Instant last,
            boolean held,
            @Nullable Duration every) {

        /** Names the deed. */
        public String id() {
            return deployment + "/" + last;
        }
    }

    private final Commands commands;
    private final DefinitionTable definitions;
    private final RunViews runs;
    private final Reminders reminders;
    private final DrillTasks tasks;

    RemindOfDrill(
            Commands commands, DefinitionTable definitions, RunViews runs, Reminders reminders, DrillTasks tasks) {
        this.commands = commands;
        this.definitions = definitions;
        this.runs = runs;
        this.reminders = reminders;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Due> details() {
        return Due.class;
    }

    @Override
    public void carryOut(Due due, int attempt) {
        definitions
                .find(new DeploymentId(due.deployment())) // none: it was retired meanwhile
                .ifPresent(defined -> remind(due, defined));
    }

    /** Whoever operates it practises on whichever of his drill deployments. */
    private void remind(Due due, Defined defined) {
        runs.lastDrill(definitions.operatedBy(defined.definition().operators()))
                .filter(held -> held.isAfter(due.last())) // the drill it counts from has ended at that very time
                .ifPresentOrElse(
                        held -> reminders.countFrom(defined.deployment(), held, true),
                        () -> call(due, defined.definition()));
    }

    private void call(Due due, Definition definition) {
        var reminder = DrillReminderId.of(due.deployment(), due.last());
        commands.send(new CallForDrill(reminder, due.deployment(), due.last(), due.held(), due.every()));
        tasks.ask(due, definition);
    }
}
