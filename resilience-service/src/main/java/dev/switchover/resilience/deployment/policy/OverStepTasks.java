package dev.switchover.resilience.deployment.policy;

import dev.switchover.kit.task.OverTasks;
import dev.switchover.kit.task.TaskState;
import dev.switchover.kit.task.TaskView;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.RoleTable;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.NodeAction;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has done what an order asked for when the order was over may have let two nodes write: he hears what holds now. */
@Singleton
class OverStepTasks implements OverTasks {

    private static final String NOTHING = "Nothing more is to be done for it.";

    private final DefinitionTable definitions;
    private final RoleTable roles;
    private final OpenStepTasks open;

    OverStepTasks(DefinitionTable definitions, RoleTable roles, OpenStepTasks open) {
        this.definitions = definitions;
        this.roles = roles;
        this.open = open;
    }

    @Override
    public Optional<Over> over(TaskView task) {
        if (!task.kind().equals(StepTasks.KIND)) {
            return Optional.empty();
        }
        var ref = StepTasks.ref(task.details());
        if (task.state() == TaskState.OPEN && definitions.isOpen(ref.deployment(), ref.run(), ref.order())) {
            return Optional.empty();
        }
        var why = Objects.requireNonNullElse(task.evidence(), "its order is over");
        if (definitions.find(ref.deployment()).isEmpty()) {
            return Optional.of(new Over(why, NOTHING)); // retired: its nodes go on as they are
        }
        return Optional.of(new Over(why, now(task, ref.deployment()) + asked(ref.deployment())));
    }

    private String now(TaskView task, DeploymentId deployment) {
        var node = task.details().getOrDefault("node", "");
        var group = task.details().getOrDefault("group", "");
        var epoch = Long.parseLong(task.details().getOrDefault("epoch", "0"));
        var all = roles.of(deployment);
        return switch (NodeAction.of(task.details().getOrDefault("action", ""))) {
            case PROMOTE_DATA, START_MANAGEMENT, START_TELEPHONY, START_SERVICES ->
                started(deployment, node, group, epoch, all);
            case FENCE -> stopped(node, owned(node, all));
            case FENCE_DATA, STOP_MANAGEMENT, STOP_TELEPHONY, STOP_SERVICES, DRAIN_TELEPHONY ->
                stopped(node, owned(node, all).stream().filter(group::equals).toList());
            case RESYNC_DATA, REGISTER_MDS, MARK_ACTIVE, MARK_INACTIVE, STATUS -> NOTHING;
        };
    }

    private static String started(DeploymentId deployment, String node, String group, long epoch, List<Assigned> all) {
        if (owned(node, all).contains(group)) {
            return NOTHING;
        }
        var isAskedAgain = all.stream()
                .filter(one -> one.node().equals(node) && one.group().equals(group))
                .anyMatch(one -> one.starting() && one.ordered() > epoch);
        if (isAskedAgain) {
            return "The same is asked again.";
        }
        var owner = all.stream()
                .filter(one -> one.group().equals(group) && one.role().equals("OWNER"))
                .map(one -> one.node() + " owns it")
                .findFirst()
                .orElse("nobody owns it");
        return """
                %1$s is not to serve %2$s: %3$s. If you have started it, stop it there now, and see that it is stopped. What \
                is not known to be stopped on %1$s is asked for by POST /deployments/%4$s/nodes/%1$s/stop-services; \
                GET /deployments/%4$s says what is still to be proven of it.\
                """.formatted(node, group, owner, deployment.value());
    }

    private static String stopped(String node, List<String> owned) {
        return owned.isEmpty()
                ? NOTHING
                : "%s owns %s. If you have stopped it there, start it there again now."
                        .formatted(node, String.join(", ", owned));
    }

    private static List<String> owned(String node, List<Assigned> all) {
        return all.stream()
                .filter(one -> one.node().equals(node) && one.role().equals("OWNER"))
                .map(Assigned::group)
                .toList();
    }

    private String asked(DeploymentId deployment) {
        var asked = open.of(deployment).stream().map(Object::toString).collect(Collectors.joining(", "));
        return asked.isEmpty() ? "" : " Asked for now: " + asked + ".";
    }
}
