package dev.switchover.resilience.deployment.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.Presence;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of claims.node_report: what nodes last said, and how asking them has gone since. */
@Singleton
public class ReportTable {

    private final Jdbi database;
    private final Json json;

    ReportTable(Jdbi database, Json json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What is known of one node.
     *
     * @param told what the deployment has heard of it
     * @param trouble why the last question got no answer; none if it got one
     * @param presence what that question showed of whether it is there
     * @param troubleSince when the first of those without an answer was asked
     */
    public record Known(
            NodeId node,
            @Nullable NodeReport report,
            List<GroupReport> told,
            boolean byPerson,
            @Nullable String trouble,
            Presence presence,
            @Nullable Instant troubleSince) {}

    record Row(
            String node,
            @Nullable Instant at,
            boolean byPerson,
            String groups,
            String told,
            String checks,
            @Nullable Boolean page,
            @Nullable Integer script,
            @Nullable String trouble,
            boolean reached,
            boolean unproven,
            @Nullable Instant troubleAt) {

        Presence presence() {
            if (unproven) {
                return Presence.UNPROVEN;
            }
            return reached ? Presence.THERE : Presence.SILENT;
        }
    }

    public List<Known> of(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery("""
                        select node, at, by_person, groups, told, checks, page, script, trouble, reached, unproven,
                               trouble_at
                          from claims.node_report
                         where deployment = :deployment
                        """)
                .bind("deployment", deployment)
                .mapTo(Row.class)
                .map(this::known)
                .list());
    }

    public Optional<Known> of(DeploymentId deployment, NodeId node) {
        return of(deployment).stream().filter(one -> one.node().equals(node)).findFirst();
    }

    /** The node has answered. An answer that comes late does not cover a later one. */
    public void answered(DeploymentId deployment, NodeId node, NodeReport report) {
        put(deployment, node, report, false);
    }

    /** A person has said something about some groups of the node. */
    void said(DeploymentId deployment, NodeId node, List<GroupReport> groups, Instant at) {
        var all = new ArrayList<GroupReport>(groups);
        of(deployment, node).map(Known::report).ifPresent(known -> known.groups().stream()
                .filter(old -> groups.stream().noneMatch(one -> one.group() == old.group()))
                .forEach(all::add));
        put(deployment, node, new NodeReport(at, all), true);
    }

    void told(DeploymentId deployment, NodeId node, List<GroupReport> groups) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.node_report (deployment, node, told)
                        values (:deployment, :node, cast(:told as jsonb))
                        on conflict (deployment, node) do update set told = excluded.told
                        """)
                .bind("deployment", deployment)
                .bind("node", node)
                .bind("told", json.write(groups))
                .execute());
    }

    /** The deployment wants to hear it again, even if it is the same. */
    void untold(DeploymentId deployment, NodeId node) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.node_report set told = '[]' where deployment = :deployment and node = :node
                        """)
                .bind("deployment", deployment)
                .bind("node", node)
                .execute());
    }

    /** What others have said is forgotten, lest it is taken for known when they come back. */
    void only(DeploymentId deployment, List<NodeId> nodes) {
        database.useHandle(handle -> handle.createUpdate(
                        "delete from claims.node_report where deployment = :deployment and node <> all(:nodes)")
                .bind("deployment", deployment)
                .bindArray(
                        "nodes", String.class, nodes.stream().map(NodeId::value).toList())
                .execute());
    }

    /** Asked, it has said nothing that counts. */
    public void troubled(DeploymentId deployment, NodeId node, String trouble, Presence presence, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.node_report (deployment, node, trouble, reached, unproven, trouble_at)
                        values (:deployment, :node, :trouble, :reached, :unproven, :at)
                        on conflict (deployment, node) do update
                           set trouble = excluded.trouble, reached = excluded.reached,
                               unproven = excluded.unproven,
                               trouble_at = coalesce(node_report.trouble_at, excluded.trouble_at)
                        """)
                .bind("deployment", deployment)
                .bind("node", node)
                .bind("trouble", trouble)
                .bind("reached", presence == Presence.THERE)
                .bind("unproven", presence == Presence.UNPROVEN)
                .bind("at", at)
                .execute());
    }

    private void put(DeploymentId deployment, NodeId node, NodeReport report, boolean byPerson) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.node_report as known (deployment, node, at, groups, checks, page, script, by_person)
                        values (:deployment, :node, :at, cast(:groups as jsonb), cast(:checks as jsonb), :page, :script,
                                :byPerson)
                        on conflict (deployment, node) do update
                           set at = excluded.at, groups = excluded.groups, checks = excluded.checks, page = excluded.page,
                               script = excluded.script, by_person = excluded.by_person,
                               trouble = null, reached = false, unproven = false,
                               trouble_at = null
                         where known.at is null or known.at <= excluded.at
                        """)
                .bind("deployment", deployment)
                .bind("node", node)
                .bind("at", report.at())
                .bind("groups", json.write(report.groups()))
                .bind("checks", json.write(report.checks()))
                .bind("page", report.page())
                .bind("script", report.script())
                .bind("byPerson", byPerson)
                .execute());
    }

    private Known known(Row row) {
        var report = row.at() == null
                ? null
                : new NodeReport(
                        row.at(), groups(row.groups()), List.of(), checks(row.checks()), row.page(), row.script());
        return new Known(
                new NodeId(row.node()),
                report,
                groups(row.told()),
                row.byPerson(),
                row.trouble(),
                row.presence(),
                row.troubleAt());
    }

    private List<Check> checks(String text) {
        return json.read(text, new TypeReference<List<Check>>() {});
    }

    private List<GroupReport> groups(String text) {
        return json.read(text, new TypeReference<List<GroupReport>>() {});
    }
}
