package dev.switchover.migration.cluster.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.cluster.view.ClusterView.ManagementView;
import dev.switchover.migration.cluster.view.ClusterView.NodeView;
import dev.switchover.migration.cluster.view.ReplicationView.Step;
import dev.switchover.migration.cluster.view.ReplicationView.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads clusters from their views. */
@Singleton
public class Clusters {

    private static final String NOT_STATED = "nobody stated it";

    private final ClusterTable clusters;
    private final ReplicationTable replications;

    Clusters(Jdbi database) {
        this.clusters = new ClusterTable(database, ViewTables.live());
        this.replications = new ReplicationTable(database, ViewTables.live());
    }

    public Optional<ClusterView> find(String cluster) {
        return clusters.find(cluster)
                .map(row -> new ClusterView(
                        row.cluster(),
                        row.version(),
                        row.definedAt(),
                        management(row),
                        clusters.nodes(cluster).stream().map(this::node).toList()));
    }

    public List<ClusterView> page(String after, int limit) {
        return clusters.ids(after, limit).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** The latest attempt. */
    public Optional<ReplicationView> replication(String cluster, String node) {
        return replications.latest(cluster, node).map(this::replication);
    }

    public Optional<ReplicationView> replication(String cluster, String node, int attempt) {
        return replications.find(cluster, node, attempt).map(this::replication);
    }

    private static @Nullable ManagementView management(ClusterTable.Row row) {
        return row.managementOwner() == null
                        || row.managementEpoch() == null
                        || row.managementSuspended() == null
                        || row.managementSince() == null
                ? null
                : new ManagementView(
                        row.managementOwner(), row.managementEpoch(), row.managementSuspended(), row.managementSince());
    }

    private NodeView node(ClusterTable.NodeRow row) {
        return new NodeView(
                row.node(),
                row.address(),
                row.mediaAddresses(),
                row.managementUrl(),
                row.state(),
                row.addedAt(),
                row.removedAt(),
                replications
                        .latest(row.cluster(), row.node())
                        .map(this::replication)
                        .orElse(null));
    }

    private ReplicationView replication(ReplicationTable.Row row) {
        var steps = replications.steps(row).stream().map(Clusters::step).toList();
        return new ReplicationView(
                row.attempt(),
                ReplicationOperations.id(row.cluster(), row.node(), row.attempt()),
                ReplicationView.MANUAL,
                row.source(),
                row.state(),
                row.startedAt(),
                row.endedAt(),
                row.evidence(),
                row.observedAt(),
                row.reason(),
                Times.sum(steps.stream().map(Step::predicted).toList()),
                Times.sum(steps.stream().map(Step::actual).toList()),
                steps);
    }

    private static Step step(ReplicationTable.StepRow row) {
        var source = row.predictionSource();
        return new Step(
                row.step(),
                new Times(
                        Figure.of(row.predictedWork(), source, source + " does not say"),
                        Figure.of(row.predictedDown(), source, source + " does not say")),
                new Times(
                        Figure.of(work(row), "log", "not finished"),
                        Figure.of(row.statedDown(), "stated", row.finishedAt() == null ? "not finished" : NOT_STATED)),
                row.startedAt(),
                row.finishedAt(),
                row.evidence(),
                row.confirmedBy());
    }

    private static @Nullable Duration work(ReplicationTable.StepRow row) {
        return row.startedAt() == null || row.finishedAt() == null
                ? null
                : Duration.between(row.startedAt(), row.finishedAt());
    }
}
