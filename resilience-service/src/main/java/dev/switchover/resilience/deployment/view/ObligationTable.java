package dev.switchover.resilience.deployment.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationMet;
import dev.switchover.resilience.deployment.domain.DeploymentEvent.ObligationOpened;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of views.obligation. */
public class ObligationTable {

    private final Jdbi database;
    private final String table;

    public ObligationTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("obligation");
    }

    /** Those still owed first, then the latest. */
    public List<ObligationView> of(String deployment) {
        return of(deployment, null);
    }

    /** @param state none: all */
    List<ObligationView> of(String deployment, @Nullable ObligationState state) {
        return database.withHandle(handle -> handle.createQuery("""
                        select obligation as id, what, node, opened_at, met_at, met_by, evidence from <table>
                         where deployment = :deployment
                           and (:state::text is null or (met_at is null) = (:state = 'OPEN'))
                         order by met_at is not null, opened_at desc, obligation limit 1000
                        """)
                .define("table", table)
                .bind("deployment", deployment)
                .bind("state", state == null ? null : state.name())
                .mapTo(ObligationView.class)
                .list());
    }

    void insert(ObligationOpened event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (deployment, obligation, opened_at, what, node)
                        values (:deployment, :obligation, :at, :what, :node)
                        on conflict (deployment, obligation, opened_at) do nothing
                        """)
                .define("table", table)
                .bind("deployment", event.deploymentId())
                .bind("obligation", event.obligation().id())
                .bind("at", at)
                .bind("what", event.obligation().what())
                .bind(
                        "node",
                        event.obligation().node() == null
                                ? null
                                : event.obligation().node().value())
                .execute());
    }

    void meet(ObligationMet event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set met_at = :at, met_by = :by, evidence = :evidence
                         where deployment = :deployment and obligation = :obligation and met_at is null
                        """)
                .define("table", table)
                .bind("at", at)
                .bind("by", event.by())
                .bind("evidence", event.evidence())
                .bind("deployment", event.deploymentId())
                .bind("obligation", event.obligation())
                .execute());
    }
}
