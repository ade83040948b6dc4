package dev.switchover.resilience.deployment.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.DeployedTable;
import dev.switchover.resilience.deployment.claims.DeployedTable.Deployed;
import dev.switchover.resilience.deployment.claims.FollowerTable;
import dev.switchover.resilience.deployment.claims.RepeatedOrderTable;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.claims.WatchConfig;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads deployments: roles and reports as they are now, runs and obligations as the events tell. */
@Singleton
public class Deployments {

    private final DefinitionTable definitions;
    private final DeployedTable deployed;
    private final ReportTable reports;
    private final FollowerTable followers;
    private final RepeatedOrderTable repeatedOrders;
    private final ObligationTable obligations;
    private final RunViews runs;
    private final WatchConfig config;
    private final Clock clock;

    Deployments(
            DefinitionTable definitions,
            DeployedTable deployed,
            ReportTable reports,
            FollowerTable followers,
            RepeatedOrderTable repeatedOrders,
            RunViews runs,
            Jdbi database,
            WatchConfig config,
            Clock clock) {
        this.definitions = definitions;
        this.deployed = deployed;
        this.reports = reports;
        this.followers = followers;
        this.repeatedOrders = repeatedOrders;
        this.obligations = new ObligationTable(database, ViewTables.live());
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    public DeploymentView get(DeploymentId deployment) {
        return view(deployed.get(deployment));
    }

    public List<DeploymentView> page(String after, int fetch) {
        return deployed.page(after, fetch).stream().map(this::view).toList();
    }

    public List<ObligationView> obligations(DeploymentId deployment, @Nullable ObligationState state) {
        definitions.get(deployment);
        return obligations.of(deployment.value(), state);
    }

    public Optional<RunView> switchover(DeploymentId deployment, int run) {
        return runs.find(deployment, run)
                .filter(view -> view.kind().equals("FAILOVER") || view.kind().equals("FAILBACK"));
    }

    public List<RunView> switchovers(DeploymentId deployment, int after, int fetch) {
        definitions.get(deployment);
        return runs.switchovers(deployment, after, fetch);
    }

    private DeploymentView view(Deployed one) {
        var defined = one.defined();
        var id = defined.deployment();
        var shown = new Shown(
                defined.definition(),
                one.roles(),
                reports.of(id),
                followers.of(id),
                repeatedOrders.of(id),
                clock.instant(),
                config.fresh());
        return new DeploymentView(
                id.value(),
                defined.version(),
                defined.definition().drill(),
                shown.active(),
                shown.nodes(),
                shown.cc(),
                shown.followers(),
                obligations.of(id.value()).stream()
                        .filter(owed -> owed.metAt() == null)
                        .toList(),
                runs.current(id).orElse(null),
                shown.manualActions(),
                DefinitionView.of(defined.definition()));
    }
}
