package dev.switchover.migration.authorisation.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.authorisation.domain.AddressAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.AcknowledgeAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.ProveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RefuseAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindSupplier;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RequestAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.WaiveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationId;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.claims.Nodes;
import dev.switchover.migration.supplier.claims.ClaimedTrunk;
import dev.switchover.migration.supplier.claims.Trunks;
import dev.switchover.migration.supplier.domain.Authorisation;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** The commands that need to know which addresses the migration's target has, and those that come after the request. */
@Singleton
public class AuthorisationCommands {

    private final Aggregates aggregates;
    private final MigrationPlans migrations;
    private final Trunks trunks;
    private final Nodes nodes;
    private final Clock clock;

    AuthorisationCommands(Aggregates aggregates, MigrationPlans migrations, Trunks trunks, Nodes nodes, Clock clock) {
        this.aggregates = aggregates;
        this.migrations = migrations;
        this.trunks = trunks;
        this.nodes = nodes;
        this.clock = clock;
    }

    @CommandHandler
    void request(RequestAuthorisation command) throws Exception {
        var plan = openPlan(command.authorisationId());
        var trunk = trunkByAddress(command.authorisationId(), plan);
        if (!command.neededBy().isAfter(clock.instant())) {
            throw Rejection.invalid("needed-by-in-the-past", "The date the supplier is given has passed already.")
                    .at("neededBy", "in the future", command.neededBy());
        }
        load(command.authorisationId()).execute(it -> it.decide(command, trunk.party(), addresses(plan)));
    }

    @CommandHandler
    void waive(WaiveAuthorisation command) throws Exception {
        var plan = openPlan(command.authorisationId());
        trunkByAddress(command.authorisationId(), plan);
        load(command.authorisationId()).execute(it -> it.decide(command, addresses(plan)));
    }

    @CommandHandler
    void remind(RemindSupplier command) {
        openPlan(command.authorisationId());
        asked(command.authorisationId()).execute(it -> it.decide(command));
    }

    @CommandHandler
    void acknowledge(AcknowledgeAuthorisation command) {
        asked(command.authorisationId()).execute(it -> it.decide(command));
    }

    @CommandHandler
    void prove(ProveAuthorisation command) {
        asked(command.authorisationId()).execute(it -> it.decide(command));
    }

    @CommandHandler
    void refuse(RefuseAuthorisation command) {
        asked(command.authorisationId()).execute(it -> it.decide(command));
    }

    private Aggregate<AddressAuthorisation> asked(AuthorisationId id) {
        try {
            return aggregates.of(AddressAuthorisation.class).load(id.toString());
        } catch (AggregateNotFoundException nobodyAsked) {
            trunkByAddress(id, openPlan(id));
            throw Rejection.conflict(
                            "authorisation-not-requested",
                            "Supplier %s was not asked yet to admit anything on trunk %s."
                                    .formatted(
                                            id.trunk().supplier().value(),
                                            id.trunk().trunk().value()))
                    .remedy("POST /migrations/%s/authorisations/%s/request first."
                            .formatted(id.migration(), id.trunk()));
        }
    }

    private MigrationPlan openPlan(AuthorisationId id) {
        var plan = migrations
                .find(id.migration())
                .orElseThrow(() ->
                        Rejection.notFound("migration-not-found", "There is no migration " + id.migration() + "."));
        if (!plan.open()) {
            throw Rejection.conflict(
                            "migration-closed",
                            "Migration " + id.migration() + " is at its end, or past the release of its source.")
                    .remedy("Plan another migration.");
        }
        return plan;
    }

    private ClaimedTrunk trunkByAddress(AuthorisationId id, MigrationPlan plan) {
        var trunk = trunks.hold(id.trunk());
        if (!trunk.clusterId().equals(plan.cluster())) {
            throw Rejection.conflict(
                    "trunk-of-another-cluster", "Trunk %s is not of %s.".formatted(id.trunk(), plan.cluster()));
        }
        if (trunk.authorisation() != Authorisation.IP) {
            throw Rejection.conflict(
                            "trunk-not-by-address", "Trunk %s registers; no address is admitted.".formatted(id.trunk()))
                    .remedy("Move its registration.");
        }
        return trunk;
    }

    private List<String> addresses(MigrationPlan plan) {
        return nodes.lockShared(plan.cluster(), plan.target()).orElseThrow().allAddresses();
    }

    private Aggregate<AddressAuthorisation> load(AuthorisationId id) throws Exception {
        return aggregates.of(AddressAuthorisation.class).loadOrCreate(id.toString(), AddressAuthorisation::new);
    }
}
