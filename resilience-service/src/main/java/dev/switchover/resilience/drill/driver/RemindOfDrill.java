package dev.switchover.resilience.drill.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.task.TaskCommand.OpenTask;
import dev.switchover.kit.task.TaskId;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.deployment.view.RunViews;
import dev.switchover.resilience.drill.domain.DrillCommand.CallForDrill;
import dev.switchover.resilience.drill.domain.DrillReminderId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells the operators and opens a task when no drill has been held since the one the reminder counts from. */
@Singleton
public class RemindOfDrill implements Deed<RemindOfDrill.Due> {

    public static final String NAME = "remind-of-drill";

    private static final int ALL = 10_000;

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

    RemindOfDrill(Commands commands, DefinitionTable definitions, RunViews runs) {
        this.commands = commands;
        this.definitions = definitions;
        this.runs = runs;
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
        if (definitions.find(new DeploymentId(due.deployment())).isEmpty()) {
            return; // retired meanwhile
        }
        var held = runs.switchovers(new DeploymentId(due.deployment()), 0, ALL).stream()
                .anyMatch(run -> isDrillAfter(run, due.last()));
        if (!held) {
            var reminder = DrillReminderId.of(due.deployment(), due.last());
            commands.send(new CallForDrill(reminder, due.deployment(), due.last(), due.held(), due.every()));
            commands.send(task(due));
        }
    }

    /** The drill it counts from has ended at that very time. */
    private static boolean isDrillAfter(RunView run, Instant last) {
        var ended = run.endedAt();
        return run.drill() && ended != null && ended.isAfter(last) && "SUCCEEDED".equals(run.outcome());
    }

    private static OpenTask task(Due due) {
        return new OpenTask(
                new TaskId("drill-" + due.deployment() + "-" + due.last().getEpochSecond()),
                new DeploymentId(due.deployment()).toString(),
                "drill-due",
                "Hold a drill of " + due.deployment(),
                "None has been held since %s. POST /deployments/%s/switchovers with \"drill\": true; the report shows whether it still works."
                        .formatted(due.last(), due.deployment()),
                null,
                Map.of("deployment", due.deployment(), "last", due.last().toString()));
    }
}
