package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.task.OverTasks;
import dev.switchover.kit.task.TaskState;
import dev.switchover.kit.task.TaskView;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.FollowTasks;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Who has brought a follower to a side that is no longer the active one hears where it belongs now. */
@Singleton
class OverFollowTasks implements OverTasks {

    private final DefinitionTable definitions;
    private final RoleTable roles;
    private final FollowTasks tasks;

    OverFollowTasks(DefinitionTable definitions, RoleTable roles, FollowTasks tasks) {
        this.definitions = definitions;
        this.roles = roles;
        this.tasks = tasks;
    }

    @Override
    public Optional<Over> over(TaskView task) {
        if (!task.kind().equals(FollowTasks.KIND)) {
            return Optional.empty();
        }
        var details = task.details();
        var id = new DeploymentId(details.getOrDefault("deployment", ""));
        var definition = definitions.last(id);
        var owner = roles.owner(id, definition.primary());
        if (task.state() == TaskState.OPEN && owner.filter(isOf(details)).isPresent()) {
            return Optional.empty();
        }
        var why = Objects.requireNonNullElse(task.evidence(), "the sides have changed");
        if (definitions.find(id).isEmpty()) {
            return Optional.of(new Over(why, "Leave it as it is.")); // retired: its followers go on as they are
        }
        return Optional.of(new Over(why, now(details, definition, owner) + asked(id, details)));
    }

    private static Predicate<Assigned> isOf(Map<String, String> details) {
        return owner -> owner.node().equals(details.get("node"))
                && String.valueOf(owner.epoch()).equals(details.get("epoch"));
    }

    private static String now(Map<String, String> details, Definition definition, Optional<Assigned> owner) {
        if (owner.isEmpty()) {
            return "No side is active that it could follow: leave it as it is until it is asked for again.";
        }
        var active = owner.get().node();
        var follower = details.getOrDefault("follower", "");
        var action = NodeAction.of(details.getOrDefault("action", ""));
        if (action == NodeAction.REGISTER_MDS) {
            return "%s is the active side: %1$s is to be registered at %s.".formatted(active, follower);
        }
        var serves = definition
                .ccOf(new NodeId(active))
                .filter(one -> one.id().value().equals(follower))
                .isPresent();
        return "%s is the active side: %s is to %s. If it does not, see to it now."
                .formatted(active, follower, serves ? "serve" : "be stopped");
    }

    private String asked(DeploymentId id, Map<String, String> details) {
        return tasks.asked(id, details.getOrDefault("follower", ""))
                .map(task -> " Asked for now: " + task + ".")
                .orElse("");
    }
}
