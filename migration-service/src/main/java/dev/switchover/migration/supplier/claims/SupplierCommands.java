package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.GoneNodes;
import dev.switchover.migration.supplier.domain.Supplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddTrunk;
import dev.switchover.migration.supplier.domain.SupplierCommand.ChangeTrunkNodes;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierCommand.StartRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;

/** The commands to suppliers that concern more than one of them: they lock nodes and logins, then the supplier decides. */
@Singleton
public class SupplierCommands {

    private final Aggregates aggregates;
    private final Nodes nodes;
    private final Trunks trunks;
    private final LoginClaimTable logins;
    private final MigrationPlans migrations;

    SupplierCommands(
            Aggregates aggregates, Nodes nodes, Trunks trunks, LoginClaimTable logins, MigrationPlans migrations) {
        this.aggregates = aggregates;
        this.nodes = nodes;
        this.trunks = trunks;
        this.logins = logins;
        this.migrations = migrations;
    }

    @CommandHandler
    boolean add(AddTrunk command) throws Exception {
        var settings = command.settings();
        var accounts = settings.accountNodes();
        migrations.holdActive(settings.cluster()).ifPresent(plan -> {
            plan.demandStaying(command.nodes(), "nodes");
            plan.demandStaying(accounts, "accounts");
        });
        var supplier = load(command.supplierId()); // its lock comes before those of rows
        if (!nodes.clusterExists(settings.cluster())) {
            throw Rejection.invalid("cluster-unknown", "There is no " + settings.cluster() + ".")
                    .at("cluster", "an existing cluster", settings.cluster().value());
        }
        nodes.demandLive(settings.cluster(), command.nodes(), "nodes");
        nodes.demandLive(settings.cluster(), accounts, "accounts");
        logins.demandFree(new TrunkRef(command.supplierId(), command.trunk()), settings);
        return supplier.invoke(it -> it.decide(command));
    }

    /** The migration is held before the supplier, so that it does not release the node meanwhile. */
    @CommandHandler
    void change(ChangeTrunkNodes command) throws Exception {
        var ref = new TrunkRef(command.supplierId(), command.trunk());
        var underWay = holdMigration(ref);
        var supplier = load(command.supplierId());
        var trunk = trunks.demand(ref);
        underWay.ifPresent(plan -> plan.demandStaying(command.nodes(), "nodes"));
        nodes.demandLive(trunk.clusterId(), command.nodes(), "nodes");
        var gone = gone(ref, underWay);
        supplier.execute(it -> it.decide(command, gone));
    }

    /** The number of the move. */
    @CommandHandler
    int start(StartRegistrationMove command) throws Exception {
        var supplier = load(command.supplierId());
        var trunk = trunks.demand(new TrunkRef(command.supplierId(), command.trunk()));
        nodes.demandLive(trunk.clusterId(), List.of(command.to()), "to");
        return supplier.invoke(it -> it.decide(command));
    }

    @CommandHandler
    void taken(ConfirmTaken command) {
        onNodesThatStay(command.supplierId(), command.trunk(), (it, gone) -> it.decide(command, gone));
    }

    @CommandHandler
    void abort(AbortRegistrationMove command) {
        onNodesThatStay(command.supplierId(), command.trunk(), (it, gone) -> it.decide(command, gone));
    }

    @CommandHandler
    void restored(ConfirmRestored command) {
        onNodesThatStay(command.supplierId(), command.trunk(), (it, gone) -> it.decide(command, gone));
    }

    private void onNodesThatStay(SupplierId supplier, TrunkId trunk, BiConsumer<Supplier, GoneNodes> decision) {
        var ref = new TrunkRef(supplier, trunk);
        var underWay = holdMigration(ref);
        load(supplier).execute(it -> decision.accept(it, gone(ref, underWay)));
    }

    private Optional<MigrationPlan> holdMigration(TrunkRef trunk) {
        return trunks.find(trunk).flatMap(known -> migrations.holdActive(known.clusterId()));
    }

    private GoneNodes gone(TrunkRef trunk, Optional<MigrationPlan> underWay) {
        var removed = trunks.find(trunk).stream()
                .flatMap(known -> nodes.of(known.clusterId()).stream())
                .filter(node -> !node.live())
                .map(node -> new NodeId(node.node()))
                .collect(Collectors.toSet());
        var released = underWay.filter(MigrationPlan::isPastRelease).map(MigrationPlan::source);
        return new GoneNodes(removed, released.stream().collect(Collectors.toSet()));
    }

    private Aggregate<Supplier> load(SupplierId supplier) {
        return aggregates.of(Supplier.class).load(supplier.toString());
    }
}
