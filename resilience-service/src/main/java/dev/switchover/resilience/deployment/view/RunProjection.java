package dev.switchover.resilience.deployment.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.resilience.deployment.domain.DeploymentEvent;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationOpened;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStarted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopRequested;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopped;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.GateAttested;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.PointOfNoReturnPassed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepAnswered;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.deployment.view.RunTable.Ending;
import dev.switchover.resilience.deployment.view.RunTable.StepEnd;
import java.time.Instant;
import java.util.List;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;

/** Keeps the views of runs, their steps and what is owed up to date. Safe to replay from the first event. */
@ProcessingGroup(RunProjection.GROUP)
public class RunProjection {

    public static final String GROUP = "runs";

    private final RunTable runs;
    private final ObligationTable obligations;

    public RunProjection(RunTable runs, ObligationTable obligations) {
        this.runs = runs;
        this.obligations = obligations;
    }

    @EventHandler
    void on(DeploymentEvent event, @Timestamp Instant at, MetaData metadata) {
        var id = event.deploymentId().value();
        switch (event) {
            case ServicesStartRequested requested -> runs.insert(NewRun.of(requested), at, Asked.of(metadata));
            case ServicesStopRequested requested -> runs.insert(NewRun.of(requested), at, Asked.of(metadata));
            case ServicesStarted started -> runs.close(id, started.run(), Ending.done(started.open()), at);
            case ServicesStopped stopped -> runs.close(id, stopped.run(), Ending.done(List.of()), at);
            case ServicesStartFailed failed ->
                runs.close(id, failed.run(), Ending.failed(failed.reason(), failed.restored(), failed.open()), at);
            case ServicesStopFailed failed ->
                runs.close(id, failed.run(), Ending.failed(failed.reason(), failed.restored(), failed.open()), at);
            case ObligationOpened opened -> obligations.insert(opened, at);
            case ObligationMet met -> obligations.meet(met, at);
            default -> {} // shown from claims
        }
    }

    @EventHandler
    void on(SwitchoverEvent event, @Timestamp Instant at, MetaData metadata) {
        var id = event.deploymentId().value();
        switch (event) {
            case SwitchoverStarted started -> runs.insert(NewRun.of(started), at, Asked.of(metadata));
            case StepStarted started -> runs.begin(started, at);
            case StepSucceeded done ->
                runs.end(
                        event,
                        done.order(),
                        done.step(),
                        new StepEnd("SUCCEEDED", done.evidence(), done.answer(), done.by()),
                        at);
            case StepFailed failed ->
                runs.end(
                        event,
                        failed.order(),
                        failed.step(),
                        new StepEnd("FAILED", failed.reason(), failed.answer(), failed.by()),
                        at);
            case StepInDoubt doubt ->
                runs.end(
                        event,
                        doubt.order(),
                        doubt.step(),
                        new StepEnd("IN_DOUBT", doubt.reason(), doubt.answer(), doubt.by()),
                        at);
            case StepAnswered late -> runs.say(late);
            case PointOfNoReturnPassed passed -> runs.passNoReturn(event, at);
            case RunCancelled cancelled -> runs.turnBack(event, cancelled.reason(), at);
            case GateAttested attested -> {}
            case SwitchoverCompleted completed -> runs.close(id, event.run(), Ending.done(completed.open()), at);
            case SwitchoverAborted aborted ->
                runs.close(id, event.run(), Ending.failed(aborted.reason(), aborted.restored(), aborted.open()), at);
        }
    }
}
