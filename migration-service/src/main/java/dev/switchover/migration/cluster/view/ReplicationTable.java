package dev.switchover.migration.cluster.view;

import dev.switchover.kit.operation.Asked;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationAbandoned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationInSync;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of the tables replication and replication_step. */
public class ReplicationTable {

    private final Jdbi database;
    private final String replications;
    private final String steps;

    public ReplicationTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.replications = tables.name("replication");
        this.steps = tables.name("replication_step");
    }

    Optional<Row> latest(String cluster, String node) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <replications> where cluster = :cluster and node = :node
                         order by attempt desc limit 1
                        """)
                .define("replications", replications)
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(Row.class)
                .findOne());
    }

    Optional<Row> find(String cluster, String node, int attempt) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <replications>
                         where cluster = :cluster and node = :node and attempt = :attempt
                        """)
                .define("replications", replications)
                .bind("cluster", cluster)
                .bind("node", node)
                .bind("attempt", attempt)
                .mapTo(Row.class)
                .findOne());
    }

    /** Also under the name that it had before, unless that is another's too. */
    Optional<Row> byOperation(String operation) {
        var rows = database.withHandle(handle -> handle.createQuery("""
                        select * from <replications>
                         where 'replication.' || cluster || '.' || node || '.' || attempt = :operation
                            or 'replication-' || cluster || '--' || node || '--' || attempt = :operation
                         limit 2
                        """)
                .define("replications", replications)
                .bind("operation", operation)
                .mapTo(Row.class)
                .list());
        return rows.size() == 1 ? Optional.of(rows.getFirst()) : Optional.empty();
    }

    List<StepRow> steps(Row of) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <steps> where cluster = :cluster and node = :node and attempt = :attempt
                         order by position
                        """)
                .define("steps", steps)
                .bind("cluster", of.cluster())
                .bind("node", of.node())
                .bind("attempt", of.attempt())
                .mapTo(StepRow.class)
                .list());
    }

    void start(ReplicationStarted event, Instant at, Asked asked) {
        database.useHandle(handle -> {
            handle.createUpdate("""
                            insert into <replications> (cluster, node, attempt, source, state, started_at, started_by,
                                                        asked_reason, ticket)
                            values (:cluster, :node, :attempt, :source, 'RUNNING', :at, :by, :reason, :ticket)
                            on conflict (cluster, node, attempt) do nothing
                            """)
                    .define("replications", replications)
                    .bind("cluster", event.clusterId())
                    .bind("node", event.node())
                    .bind("attempt", event.attempt())
                    .bind("source", event.source())
                    .bind("at", at)
                    .bindMethods(asked)
                    .execute();
            var batch = handle.prepareBatch("""
                            insert into <steps> (cluster, node, attempt, step, position, predicted_work,
                                                 predicted_down, prediction_source, started_at)
                            values (:cluster, :node, :attempt, :step, :position, :work, :down, :source, :startedAt)
                            on conflict (cluster, node, attempt, step) do nothing
                            """).define("steps", steps);
            for (int position = 0; position < event.predicted().size(); position++) {
                var step = event.predicted().get(position);
                batch.bind("cluster", event.clusterId())
                        .bind("node", event.node())
                        .bind("attempt", event.attempt())
                        .bind("step", step.step())
                        .bind("position", position)
                        .bind("work", step.work())
                        .bind("down", step.down())
                        .bind("source", step.source())
                        .bind("startedAt", position == 0 ? at : null)
                        .add();
            }
            batch.execute();
        });
    }

    /** The next step begins where this one ended. */
    void finish(ReplicationStepFinished event, Instant at, @Nullable String actor) {
        database.useHandle(handle -> handle.createUpdate("""
                        with finished as (
                            update <steps>
                               set finished_at = :at, stated_down = :down, evidence = :evidence, confirmed_by = :actor
                             where cluster = :cluster and node = :node and attempt = :attempt and step = :step
                            returning position
                        )
                        update <steps> set started_at = :at
                         where cluster = :cluster and node = :node and attempt = :attempt
                           and position = (select position + 1 from finished)
                        """)
                .define("steps", steps)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("attempt", event.attempt())
                .bind("step", event.step())
                .bind("down", event.statedDown())
                .bind("evidence", event.evidence())
                .bind("actor", actor)
                .bind("at", at)
                .execute());
    }

    void inSync(ReplicationInSync event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <replications>
                           set state = 'IN_SYNC', ended_at = coalesce(ended_at, :at),
                               evidence = :evidence, observed_at = :observedAt
                         where cluster = :cluster and node = :node and attempt = :attempt
                        """)
                .define("replications", replications)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("attempt", event.attempt())
                .bind("evidence", event.evidence())
                .bind("observedAt", event.observedAt())
                .bind("at", at)
                .execute());
    }

    void abandon(ReplicationAbandoned event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <replications> set state = 'ABANDONED', ended_at = :at, reason = :reason
                         where cluster = :cluster and node = :node and attempt = :attempt
                        """)
                .define("replications", replications)
                .bind("cluster", event.clusterId())
                .bind("node", event.node())
                .bind("attempt", event.attempt())
                .bind("reason", event.reason())
                .bind("at", at)
                .execute());
    }

    record Row(
            String cluster,
            String node,
            int attempt,
            String source,
            ReplicationView.State state,
            Instant startedAt,
            @Nullable String startedBy,
            @Nullable String askedReason,
            @Nullable String ticket,
            @Nullable Instant endedAt,
            @Nullable String evidence,
            @Nullable Instant observedAt,
            @Nullable String reason) {}

    record StepRow(
            String cluster,
            String node,
            int attempt,
            ReplicationStep step,
            int position,
            @Nullable Duration predictedWork,
            @Nullable Duration predictedDown,
            String predictionSource,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Duration statedDown,
            @Nullable String evidence,
            @Nullable String confirmedBy) {}
}
