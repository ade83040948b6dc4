package dev.switchover.resilience.deployment.view;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.switchover.resilience.deployment.claims.FollowerTable.Followed;
import dev.switchover.resilience.deployment.claims.RepeatedOrderTable.Given;
import dev.switchover.resilience.deployment.claims.ReportTable.Known;
import dev.switchover.resilience.deployment.claims.RoleTable.Assigned;
import dev.switchover.resilience.deployment.view.DeploymentView.CcView;
import dev.switchover.resilience.deployment.view.DeploymentView.FollowerView;
import dev.switchover.resilience.deployment.view.DeploymentView.GroupView;
import dev.switchover.resilience.deployment.view.DeploymentView.NodeView;
import dev.switchover.resilience.deployment.view.DeploymentView.Script;
import dev.switchover.resilience.deployment.view.DeploymentView.StopOrder;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.NodeScript;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Definition.CcNode;
import dev.switchover.resilience.plan.domain.ManualAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One deployment at one moment, put together from what is assigned and what is reported. */
record Shown(
        Definition definition,
        List<Assigned> roles,
        List<Known> reports,
        List<Followed> followed,
        List<Given> repeatedOrders,
        Instant now,
        Duration fresh) {

    @Nullable
    String active() {
        return roles.stream()
                .filter(one -> one.group().equals(definition.primary().id())
                        && one.role().equals("OWNER"))
                .map(Assigned::node)
                .findFirst()
                .orElse(null);
    }

    List<NodeView> nodes() {
        return List.of(
                node(definition.main().id(), "main"), node(definition.standby().id(), "standby"));
    }

    List<CcView> cc() {
        var pair = definition.cc();
        return pair == null ? List.of() : List.of(cc(pair.main(), "main"), cc(pair.standby(), "standby"));
    }

    List<FollowerView> followers() {
        return followed.stream()
                .map(one -> new FollowerView(one.follower(), one.node(), one.epoch(), follows(one), one.seenAt()))
                .toList();
    }

    private @Nullable Boolean follows(Followed one) {
        var active = active();
        var isThere = one.epoch() > 0 && one.node().equals(active);
        if (isByPeople(one, active)) {
            return isThere;
        }
        var at = one.seenAt();
        if (at == null || at.plus(fresh).isBefore(now)) {
            return null;
        }
        return isThere && one.seenThere();
    }

    /** A media server is asked through the node. */
    private boolean isByPeople(Followed one, @Nullable String active) {
        return one.follower().startsWith("mds-")
                && active != null
                && definition
                        .access(new NodeId(active))
                        .filter(Access.Manual.class::isInstance)
                        .isPresent();
    }

    List<ManualAction> manualActions() {
        var active = active();
        return active == null ? List.of() : definition.manualActions(new NodeId(active));
    }

    private NodeView node(NodeId node, String side) {
        var known = known(node);
        var groups = definition.groups().stream()
                .map(group -> group(node, group, known))
                .toList();
        var at = known.map(Known::report).map(NodeReport::at).orElse(null);
        var checks = known.map(Known::report).map(NodeReport::checks).orElse(List.of());
        return new NodeView(
                node.value(),
                side,
                status(groups, checks),
                at,
                age(at),
                known.map(Known::byPerson).orElse(false),
                known.map(Known::report).map(NodeReport::page).orElse(null),
                script(node, known),
                known.map(Known::trouble).orElse(null),
                checks,
                groups);
    }

    private NodeStatus status(List<GroupView> groups, List<Check> checks) {
        var status = NodeStatus.whole(groups.stream().map(GroupView::status).toList());
        return status == NodeStatus.ACTIVE && !checks.stream().allMatch(check -> verifies(check, groups))
                ? NodeStatus.UNVERIFIED
                : status;
    }

    /** What was tried before it served says nothing of how it serves. */
    private boolean verifies(Check check, List<GroupView> groups) {
        return check.passed()
                && check.counts(now)
                && groups.stream()
                        .noneMatch(group -> check.at().isBefore(group.since().truncatedTo(SECONDS)));
    }

    /** Lines of one's own may call it too, and then it says so. */
    private @Nullable Script script(NodeId node, Optional<Known> known) {
        var report = known.filter(one -> !one.byPerson()).map(Known::report).orElse(null);
        if (report == null) {
            return null;
        }
        var version = report.script();
        var isExpected = definition.access(node).filter(Shown::runsTheScript).isPresent();
        return version == null && !isExpected
                ? null
                : new Script(version, NodeScript.VERSION, version == null || version < NodeScript.VERSION);
    }

    private static boolean runsTheScript(Access access) {
        return access instanceof Access.Ssh ssh && !ssh.commands().containsKey(NodeAction.STATUS);
    }

    private GroupView group(NodeId node, Group group, Optional<Known> known) {
        var said = said(known, group);
        var assigned = roles.stream()
                .filter(one -> one.node().equals(node.value()) && one.group().equals(group.id()))
                .findFirst()
                .orElseThrow();
        return new GroupView(
                group.id(),
                NodeStatus.of(assigned.role(), said == null ? null : said.state(), isFresh(known)),
                assigned.role(),
                assigned.epoch(),
                assigned.since(),
                said == null ? null : said.attested(),
                said,
                stopOrder(node, group));
    }

    private @Nullable StopOrder stopOrder(NodeId node, Group group) {
        return repeatedOrders.stream()
                .filter(one -> one.node().equals(node.value()) && one.group().equals(group.id()))
                .map(one -> new StopOrder(one.result(), one.output(), one.times(), one.givenAt(), one.nextAt()))
                .findFirst()
                .orElse(null);
    }

    private CcView cc(CcNode node, String side) {
        var known = known(node.id());
        var said = said(known, Group.SERVICES);
        var state = said == null ? null : said.state();
        var active = active();
        var isWanted = active != null
                && definition.ccOf(new NodeId(active)).filter(node::equals).isPresent();
        var at = known.map(Known::report).map(NodeReport::at).orElse(null);
        return new CcView(
                node.id().value(),
                side,
                node.fqdn(),
                isWanted,
                active == null
                        ? NodeStatus.asSaid(state, isFresh(known))
                        : NodeStatus.of(isWanted ? "OWNER" : "NONE", state, isFresh(known)),
                at,
                age(at),
                said == null ? null : said.attested(),
                known.map(Known::trouble).orElse(null));
    }

    private Optional<Known> known(NodeId node) {
        return reports.stream().filter(one -> one.node().equals(node)).findFirst();
    }

    private static @Nullable GroupReport said(Optional<Known> known, Group group) {
        return known.map(Known::report).flatMap(report -> report.of(group)).orElse(null);
    }

    private boolean isFresh(Optional<Known> known) {
        return known.filter(one -> one.report() != null
                        && (one.byPerson() || !one.report().at().plus(fresh).isBefore(now)))
                .isPresent();
    }

    private @Nullable Long age(@Nullable Instant at) {
        return at == null ? null : Math.max(0, Duration.between(at, now).toSeconds());
    }
}
