package dev.switchover.resilience.deployment.view;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.claims.Json;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.deployment.view.RunView.Done;
import dev.switchover.resilience.deployment.view.RunView.Planned;
import dev.switchover.resilience.deployment.view.RunView.StillOwed;
import dev.switchover.resilience.plan.domain.RunPlan;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads runs with their steps. */
@Singleton
public class RunViews {

    private final Jdbi database;
    private final Json json;
    private final ObligationTable obligations;

    RunViews(Jdbi database, Json json) {
        this.database = database;
        this.json = json;
        this.obligations = new ObligationTable(database, ViewTables.live());
    }

    record Row(
            String deployment,
            int run,
            String kind,
            String urgency,
            @Nullable String order,
            boolean drill,
            @Nullable String from,
            @Nullable String to,
            String plan,
            String gates,
            String startedBy,
            @Nullable String askedReason,
            @Nullable String ticket,
            Instant startedAt,
            @Nullable Instant noReturnAt,
            @Nullable String back,
            @Nullable String outcome,
            @Nullable String reason,
            String open,
            @Nullable Instant endedAt) {}

    public Optional<RunView> find(DeploymentId deployment, int run) {
        return database.withHandle(
                handle -> handle.createQuery("select * from views.run where deployment = :deployment and run = :run")
                        .bind("deployment", deployment)
                        .bind("run", run)
                        .mapTo(Row.class)
                        .findOne()
                        .map(this::view));
    }

    /** The one that goes on. */
    public Optional<RunView> current(DeploymentId deployment) {
        return database.withHandle(handle -> handle.createQuery(
                        "select * from views.run where deployment = :deployment and ended_at is null")
                .bind("deployment", deployment)
                .mapTo(Row.class)
                .findFirst()
                .map(this::view));
    }

    /** Guided switchovers, the first one first. */
    public List<RunView> switchovers(DeploymentId deployment, int after, int fetch) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from views.run
                         where deployment = :deployment and run > :after and kind in ('FAILOVER', 'FAILBACK')
                         order by run limit :fetch
                        """)
                .bind("deployment", deployment)
                .bind("after", after)
                .bind("fetch", fetch)
                .mapTo(Row.class)
                .map(this::view)
                .list());
    }

    /** When the latest drill on any of them that came to its end with nothing left to do did so. */
    public Optional<Instant> lastDrill(List<DeploymentId> deployments) {
        return database.withHandle(handle -> handle.createQuery("""
                        select max(ended_at) from views.run
                         where deployment = any(:deployments) and kind in ('FAILOVER', 'FAILBACK')
                           and drill and outcome = 'SUCCEEDED'
                        """)
                .bindArray(
                        "deployments",
                        String.class,
                        deployments.stream().map(DeploymentId::value).toList())
                .mapTo(Instant.class)
                .findOne());
    }

    private RunView view(Row row) {
        var id = new RunId(new DeploymentId(row.deployment()), row.run());
        var steps = steps(row);
        var open = json.read(row.open(), new TypeReference<List<String>>() {});
        var last = steps.isEmpty() ? "" : steps.getLast().state();
        return new RunView(
                row.run(),
                id.operation(),
                row.kind(),
                row.urgency(),
                row.order(),
                row.drill(),
                row.from(),
                row.to(),
                row.endedAt() == null && (last.equals("FAILED") || last.equals("IN_DOUBT")),
                row.outcome(),
                row.reason(),
                row.startedBy(),
                row.askedReason(),
                row.ticket(),
                row.startedAt(),
                row.noReturnAt(),
                row.back(),
                row.endedAt(),
                open,
                open.isEmpty() ? List.of() : owed(row, open),
                planned(row),
                steps,
                json.read(row.gates(), new TypeReference<JsonNode>() {}));
    }

    /** What was opened again later is not what this run left. */
    private List<StillOwed> owed(Row row, List<String> open) {
        return obligations.of(row.deployment()).stream()
                .filter(one -> one.metAt() == null && open.contains(one.id()))
                .filter(one -> row.endedAt() == null || !one.openedAt().isAfter(row.endedAt()))
                .map(one -> StillOwed.of(row.deployment(), one))
                .toList();
    }

    private List<Planned> planned(Row row) {
        return json.read(row.plan(), new TypeReference<RunPlan>() {}).steps().stream()
                .map(step -> new Planned(
                        step.id(),
                        step.action() == null ? null : step.action().id(),
                        step.node().value(),
                        step.group().id(),
                        step.noReturn()))
                .toList();
    }

    private List<Done> steps(Row row) {
        return database.withHandle(handle -> handle.createQuery("""
                        select number, step as id, action, node, "group", epoch, back, state, detail, started_at, ended_at,
                               exit_code, output, answered_in, said_by
                          from views.run_step where deployment = :deployment and run = :run order by number
                        """)
                .bind("deployment", row.deployment())
                .bind("run", row.run())
                .mapTo(Done.class)
                .list());
    }
}
