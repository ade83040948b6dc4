package dev.switchover.resilience.deployment.policy;

import dev.switchover.resilience.deployment.domain.DeploymentEvent.DeploymentChanged;
import dev.switchover.resilience.deployment.driver.FollowTasks;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Nobody is to bring a follower over that the deployment has no more. */
@Singleton
@ProcessingGroup("withdraw-tasks-when-changed")
@DisallowReplay
public class WithdrawTasksWhenChanged {

    private final FollowTasks tasks;

    WithdrawTasksWhenChanged(FollowTasks tasks) {
        this.tasks = tasks;
    }

    @EventHandler
    void on(DeploymentChanged event) {
        tasks.only(event.deploymentId(), followers(event.definition()));
    }

    private static Set<String> followers(Definition definition) {
        return Stream.concat(
                        definition.mds().stream(),
                        definition.ccNodes().stream().map(one -> one.id().value()))
                .collect(Collectors.toSet());
    }
}
