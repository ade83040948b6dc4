package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.deployment.domain.DeploymentEvent.EdgeRedirected;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.FollowerSwitched;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.MdsRegistered;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeFenced;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationOpened;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleDrained;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleGranted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.RoleReleased;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStartFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStarted;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopFailed;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ServicesStopped;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.SplitBrainSuspected;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.PointOfNoReturnPassed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.RunCancelled;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepInDoubt;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverAborted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverCompleted;
import java.util.List;
import java.util.stream.Stream;

/** Events in a few words. */
final class Told {

    private Told() {}

    static Stream<String> words(Object event) {
        return switch (event) {
            case RoleGranted it -> Stream.of(it.group().id() + ": " + it.node() + " owns");
            case RoleDrained it -> Stream.of(it.group().id() + ": " + it.node() + " drains");
            case RoleReleased it -> Stream.of(it.group().id() + ": " + it.node() + " released");
            case StepStarted it -> Stream.of(it.step().id() + "?");
            case StepFailed it -> Stream.of(it.step().id() + " failed");
            case StepInDoubt it -> Stream.of(it.step().id() + " in doubt");
            case PointOfNoReturnPassed it -> Stream.of("no return");
            case RunCancelled it -> Stream.of("cancelled");
            case NodeFenced it -> Stream.of(it.node() + " cut off (" + it.proof() + ")");
            case ObligationOpened it -> Stream.of("owed: " + it.obligation().id());
            case ObligationMet it -> Stream.of("met: " + it.obligation());
            case SplitBrainSuspected it ->
                Stream.of("split brain: " + it.group().id() + " on " + it.node());
            case FollowerSwitched it -> Stream.of("cc follows to " + it.side());
            case MdsRegistered it -> Stream.of(it.mds() + " at " + it.node());
            case EdgeRedirected it -> Stream.of("edge at " + it.node());
            default -> endsRun(event) ? Stream.of(ending(event)) : Stream.empty();
        };
    }

    static boolean endsRun(Object event) {
        return event instanceof SwitchoverCompleted
                || event instanceof SwitchoverAborted
                || event instanceof ServicesStarted
                || event instanceof ServicesStartFailed
                || event instanceof ServicesStopped
                || event instanceof ServicesStopFailed;
    }

    private static String ending(Object event) {
        return switch (event) {
            case SwitchoverCompleted it -> "completed" + open(it.open());
            case SwitchoverAborted it -> (it.restored() ? "restored" : "aborted") + open(it.open());
            case ServicesStartFailed it -> it.restored() ? "restored" : "not started";
            case ServicesStopFailed it -> it.restored() ? "restored" : "not stopped";
            case ServicesStarted it -> "started" + open(it.open());
            default -> "stopped";
        };
    }

    private static String open(List<String> owed) {
        return owed.isEmpty() ? "" : ", open: " + owed;
    }
}
