package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The gate {@code replication-in-sync}: the target holds what the source holds, and somebody saw so not long ago. */
@Singleton
public class ReplicationGate {

    public static final String ID = "replication-in-sync";

    private final Jdbi database;

    ReplicationGate(Jdbi database) {
        this.database = database;
    }

    /** What was seen longer ago than the maximum age counts as unknown. */
    public Gate evaluate(MigrationPlan plan, Duration maximumAge, Instant now) {
        var node = plan.target();
        var limit = "in sync with %s, seen within %s".formatted(plan.source(), maximumAge);
        var found = find(plan.cluster(), node).filter(row -> !row.phase().equals("NOT_RUNNING"));
        var others = found.map(Row::source).filter(source -> !source.equals(plan.source()));
        if (others.isPresent()) {
            var path =
                    "/clusters/%s/nodes/%s/replication".formatted(plan.cluster().value(), node);
            var remedy =
                    "It is no copy of %s. Give that replication up and start anew: POST %s/abandon, then POST %2$s."
                            .formatted(plan.source(), path);
            return Gate.fail(ID, "%s from %s".formatted(found.get().phase(), others.get()), limit, now, remedy);
        }
        if (found.isEmpty() || !found.get().phase().equals("IN_SYNC")) {
            var phase = found.map(Row::phase).orElse("NOT_RUNNING");
            return Gate.fail(ID, phase, limit, now, "Replicate to node " + node + " and confirm that it is in sync.");
        }
        var row = found.get();
        var observedAt = row.observedAt();
        if (observedAt == null || observedAt.plus(maximumAge).isBefore(now)) {
            var remedy = "Confirm again that node " + node + " is in sync, or attest it.";
            return new Gate(ID, Verdict.UNKNOWN, "in sync when last seen", limit, observedAt, remedy);
        }
        return Gate.pass(ID, "in sync: " + row.evidence(), limit, observedAt);
    }

    /** How far it is, whenever that was seen: an attempt that began anew or was given up is another. */
    public String standing(ClusterId cluster, NodeId node) {
        return find(cluster, node)
                .map(row -> row.phase() + ", attempt " + row.attempt())
                .orElse("NOT_RUNNING");
    }

    private Optional<Row> find(ClusterId cluster, NodeId node) {
        return database.withHandle(handle -> handle.createQuery("""
                        select source, attempt, phase, observed_at, evidence from claims.replication
                         where cluster = :cluster and node = :node
                        """)
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(Row.class)
                .findOne());
    }

    record Row(
            NodeId source,
            int attempt,
            String phase,
            @Nullable Instant observedAt,
            @Nullable String evidence) {}
}
