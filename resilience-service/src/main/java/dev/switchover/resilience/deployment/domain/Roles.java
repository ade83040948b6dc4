package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeFenced;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.NodeReported;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepFailed;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepSucceeded;
import dev.switchover.resilience.deployment.domain.SwitchoverEvent.SwitchoverStarted;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import dev.switchover.resilience.plan.domain.Step;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Who owns each group, with epochs that only rise: every order gets a higher one, and who shows a lower one is refused. */
record Roles(List<Role> all) {

    Roles {
        all = List.copyOf(all);
    }

    /** Nobody owns anything yet, but Main may serve without an order of ours. */
    static Roles of(Definition definition) {
        var main = definition.main().id();
        return new Roles(definition.groups().stream()
                        .map(group -> new Role(group, 0, null, null, null, Set.of(), false, List.of()))
                        .toList())
                .among(definition)
                .changed(role -> role.known(main, standing -> standing.ordered(0, true)));
    }

    Role of(Group group) {
        return all.stream()
                .filter(role -> role.group() == group)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group " + group.id()));
    }

    /** The epoch an order gets: higher than any before in the groups it is about. */
    long nextEpoch(Step step) {
        return 1
                + (step.isFence()
                        ? all.stream().mapToLong(Role::highest).max().orElse(0)
                        : of(step.group()).highest());
    }

    boolean isInactive(Group group, NodeId node) {
        return of(group).at(node).isInactive();
    }

    /** Whether the node itself says, after the last order, that nothing on it serves. */
    boolean saysInactive(NodeId node) {
        return all.stream().allMatch(role -> role.at(node).saysInactive());
    }

    /** Whether anything may serve there, or begin to by an order under way. */
    boolean mayServe(NodeId node) {
        return all.stream()
                .map(role -> role.at(node))
                .anyMatch(standing -> !standing.isInactive() && !standing.isUntouched());
    }

    /** The same of what is not the node's. */
    boolean mayServeUnowned(NodeId node) {
        return new Roles(all.stream().filter(role -> !role.isHeldBy(node)).toList()).mayServe(node);
    }

    List<Group> ownedBy(NodeId node) {
        return all.stream()
                .filter(role -> node.equals(role.owner()))
                .map(Role::group)
                .toList();
    }

    /** What is the node's to serve, or what it says that it serves. */
    List<Group> servedBy(NodeId node) {
        return all.stream()
                .filter(role -> role.isHeldBy(node) || role.at(node).saysServing())
                .map(Role::group)
                .toList();
    }

    List<Role> heldBy(NodeId node) {
        return all.stream().filter(role -> role.isHeldBy(node)).toList();
    }

    /** Whether the report says anything that was not known. */
    boolean isNews(NodeId node, GroupReport report) {
        return has(report.group()) && of(report.group()).isNews(node, report);
    }

    boolean restsOnNewWord(NodeId node, GroupReport report) {
        return has(report.group()) && of(report.group()).at(node).restsOnNewWord(report);
    }

    /**
     * Whether the node serves what belongs to the other, or to nobody: two may be serving.
     *
     * @param run the one that goes on, if one does: whom it is to start may serve before that is proven
     */
    boolean isServingUnowned(NodeId node, GroupReport report, @Nullable Run run) {
        if (!has(report.group()) || !isServing(node, report)) {
            return false;
        }
        var role = of(report.group());
        var isStarting = role.at(node).mayServe() && run != null && run.starts(report.group(), node);
        var isStopping = run != null && run.isStopping(report.group(), node);
        return !isStarting && !isStopping && !node.equals(role.owner());
    }

    /** Who was told to drain, and does, serves no more than he is to. */
    private boolean isServing(NodeId node, GroupReport report) {
        return report.state() == ReportedState.ACTIVE
                || (report.state() == ReportedState.DRAINING
                        && !of(report.group()).isHeldBy(node));
    }

    /** Whether it last said that it serves anything that it does not own. */
    boolean servesUnowned(NodeId node) {
        return all.stream()
                .anyMatch(role -> role.at(node).said() == ReportedState.ACTIVE && !node.equals(role.owner()));
    }

    /** Whether it takes calls again that it was to take no more, or was never to take: not who has yet to drain. */
    boolean isUsurped(NodeId node, GroupReport report, @Nullable Run run) {
        return report.state() == ReportedState.ACTIVE
                && isServingUnowned(node, report, run)
                && (!of(report.group()).isHeldBy(node) || of(report.group()).hasFallenOut(node, report));
    }

    /** What the run had the node begin to serve, and has not made it the owner of. */
    List<Role> servedOn(NodeId node, Run run) {
        return all.stream()
                .filter(role -> role.at(node).said() == ReportedState.ACTIVE && !role.isHeldBy(node))
                .filter(role -> role.at(node).mayServe() && run.starts(role.group(), node))
                .toList();
    }

    boolean has(Group group) {
        return all.stream().anyMatch(role -> role.group() == group);
    }

    Roles granted(Group group, NodeId node, long epoch) {
        return changed(group, role -> role.granted(node, epoch));
    }

    Roles drained(Group group, NodeId node, long epoch) {
        return changed(group, role -> role.drained(node, epoch));
    }

    Roles released(Group group, NodeId node, long epoch) {
        return changed(group, role -> role.released(node, epoch));
    }

    Roles ordered(Step step, long epoch, boolean blind) {
        return new Roles(all.stream()
                .map(role -> step.isFence() || role.group() == step.group()
                        ? role.ordered(step.node(), epoch, step.starts(), blind)
                        : role)
                .toList());
    }

    /** The data of the other one was brought to the node. */
    private Roles resynced(NodeId node) {
        return changed(role -> role.resynced(node));
    }

    /** The order to start was not given. */
    Roles spared(Step step) {
        return changed(step.group(), role -> role.spared(step.node()));
    }

    /**
     * Where a person said that the data of who takes over is the other's; or that they go on whatever the other has, as the
     * button is pressed for.
     */
    Roles joinedOn(Gates gates, RunPlan plan) {
        var to = plan.to();
        var isAttested = RunGates.isAttested(gates);
        if (to == null || !(isAttested || RunGates.isUnproven(gates))) {
            return this;
        }
        return changed(role -> {
            var isDecided = isAttested && plan.kind() == RunKind.START_SERVICES && role.isDecidedFor(to);
            if (to.equals(role.last()) || isDecided) {
                return role.leaving(to);
            }
            return isAttested ? role.joined(to) : role;
        });
    }

    Roles after(SwitchoverEvent event) {
        return switch (event) {
            case SwitchoverStarted started -> joinedOn(started.gates(), started.plan());
            case StepStarted started
            when started.step().action() != null -> ordered(started.step(), started.epoch(), started.blind());
            case StepSucceeded succeeded
            when succeeded.step().action() == NodeAction.RESYNC_DATA ->
                resynced(succeeded.step().node());
            case StepFailed failed when failed.keptBack() -> spared(failed.step());
            default -> this;
        };
    }

    Roles after(NodeReported event) {
        var roles = this;
        for (var report : event.groups()) {
            if (has(report.group())) {
                roles = roles.changed(report.group(), role -> role.heard(event.node(), report, event.at()));
            }
        }
        return roles;
    }

    Roles after(NodeFenced event) {
        return changed(role -> role.known(event.node(), Standing::cutOff));
    }

    Roles among(Definition definition) {
        var nodes = List.of(definition.main(), definition.standby());
        return changed(role -> role.among(nodes));
    }

    private Roles changed(UnaryOperator<Role> change) {
        return new Roles(all.stream().map(change).toList());
    }

    private Roles changed(Group group, UnaryOperator<Role> change) {
        return new Roles(all.stream()
                .map(role -> role.group() == group ? change.apply(role) : role)
                .toList());
    }
}
