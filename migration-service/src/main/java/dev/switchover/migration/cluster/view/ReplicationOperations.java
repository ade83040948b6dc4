package dev.switchover.migration.cluster.view;

import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.operation.Operation.Outcome;
import dev.switchover.kit.operation.Operation.State;
import dev.switchover.kit.operation.OperationSource;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.view.ViewTables;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** A replication as an operation one can follow. It waits for people all the time, for it is done by hand. */
@Singleton
public class ReplicationOperations implements OperationSource {

    private final ReplicationTable replications;

    ReplicationOperations(Jdbi database) {
        this.replications = new ReplicationTable(database, ViewTables.live());
    }

    public static String id(String cluster, String node, int attempt) {
        return "replication." + cluster + "." + node + "." + attempt;
    }

    @Override
    public Optional<Operation> find(String id) {
        return replications.byOperation(id).map(this::operation);
    }

    @Override
    public void cancel(String id) {
        throw Rejection.conflict("operation-cannot", "A replication is given up with a reason, not cancelled.")
                .remedy("POST %s/abandon.".formatted(path(id)));
    }

    @Override
    public void retry(String id) {
        throw Rejection.conflict("operation-cannot", "A replication waits for people: nothing is retried.")
                .remedy("Do the step it waits for and say so; or POST %1$s/abandon, then POST %1$s begins anew."
                        .formatted(path(id)));
    }

    private String path(String id) {
        return replications
                .byOperation(id)
                .map(row -> "/clusters/%s/nodes/%s/replication".formatted(row.cluster(), row.node()))
                .orElseThrow();
    }

    private Operation operation(ReplicationTable.Row row) {
        var rows = replications.steps(row);
        var finished = rows.stream().filter(step -> step.finishedAt() != null).count();
        return new Operation(
                id(row.cluster(), row.node(), row.attempt()),
                "replication",
                row.endedAt() == null ? State.WAITING : State.ENDED,
                outcome(row, finished),
                steps(rows),
                finished,
                (long) rows.size(),
                row.startedAt(),
                row.endedAt(),
                "/clusters/" + row.cluster() + "/nodes/" + row.node(),
                row.startedBy(),
                row.reason() == null ? row.askedReason() : row.reason(),
                row.ticket());
    }

    private static @Nullable Outcome outcome(ReplicationTable.Row row, long finished) {
        return switch (row.state()) {
            case RUNNING -> null;
            case IN_SYNC -> Outcome.SUCCEEDED;
            case ABANDONED -> finished == 0 ? Outcome.ABORTED : Outcome.INCOMPLETE;
        };
    }

    private static List<Operation.Step> steps(List<ReplicationTable.StepRow> rows) {
        return rows.stream()
                .map(row -> new Operation.Step(
                        row.step().name(),
                        "A person confirms; calls down: "
                                + (row.statedDown() == null
                                        ? Figure.UNKNOWN
                                        : row.statedDown().toString()),
                        row.finishedAt() == null ? null : Outcome.SUCCEEDED,
                        row.startedAt(),
                        row.finishedAt(),
                        row.evidence()))
                .toList();
    }
}
