package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.PredictedStep;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** How long each step will take: the document's figure first, the median of own runs once there are enough. */
@Singleton
public class Predictions {

    private static final int ENOUGH_RUNS = 3;

    private final Jdbi database;

    Predictions(Jdbi database) {
        this.database = database;
    }

    public List<PredictedStep> replication() {
        var own = ownRuns();
        return Arrays.stream(ReplicationStep.values())
                .map(step -> predict(step, own.get(step)))
                .toList();
    }

    private static PredictedStep predict(ReplicationStep step, @Nullable Median own) {
        var documented = step.asDocumented();
        if (own == null || own.runs() < ENOUGH_RUNS) {
            return documented;
        }
        return new PredictedStep(step, own.work(), own.down(), "median of %d own runs".formatted(own.runs()));
    }

    private Map<ReplicationStep, Median> ownRuns() {
        return database.withHandle(handle -> handle.createQuery("""
                        select step, count(*) as runs,
                               percentile_cont(0.5) within group (order by work) as work,
                               percentile_cont(0.5) within group (order by down) as down
                          from claims.replication_run
                         group by step
                        """)
                .mapTo(Median.class)
                .collect(Collectors.toMap(Median::step, Function.identity())));
    }

    record Median(
            ReplicationStep step,
            int runs,
            @Nullable Duration work,
            @Nullable Duration down) {}
}
