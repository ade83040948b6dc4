package dev.switchover.migration.migration;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.migration.claims.CustomerMoves;
import dev.switchover.migration.migration.claims.GateAttestations;
import dev.switchover.migration.migration.claims.MigrationClaims;
import dev.switchover.migration.migration.claims.PlanCommands;
import dev.switchover.migration.migration.claims.RemovalCommands;
import dev.switchover.migration.migration.claims.WaveCommands;
import dev.switchover.migration.migration.domain.Migration;
import dev.switchover.migration.migration.domain.MigrationEvent;
import dev.switchover.migration.migration.domain.RemovalEvent;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.migration.policy.MigrationPolicies;
import dev.switchover.migration.migration.view.Json;
import dev.switchover.migration.migration.view.MigrationProjection;
import dev.switchover.migration.migration.view.MigrationTable;
import dev.switchover.migration.migration.view.RemovalTable;
import dev.switchover.migration.migration.view.ToldCustomerTable;
import dev.switchover.migration.migration.view.ToldCustomers;
import dev.switchover.migration.migration.view.WaveTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for migrations as a whole. */
@Singleton
class MigrationCapability implements Capability {

    private final MigrationClaims claims;
    private final PlanCommands plans;
    private final WaveCommands waves;
    private final CustomerMoves moves;
    private final RemovalCommands removals;
    private final GateAttestations attestations;
    private final MigrationPolicies policies;
    private final Jdbi database;
    private final Json json;

    MigrationCapability(
            MigrationClaims claims,
            PlanCommands plans,
            WaveCommands waves,
            CustomerMoves moves,
            RemovalCommands removals,
            GateAttestations attestations,
            MigrationPolicies policies,
            Jdbi database,
            Json json) {
        this.claims = claims;
        this.plans = plans;
        this.waves = waves;
        this.moves = moves;
        this.removals = removals;
        this.attestations = attestations;
        this.policies = policies;
        this.database = database;
        this.json = json;
    }

    @Override
    public EventNames events() {
        return EventNames.of(MigrationEvent.class, WaveEvent.class, RemovalEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Migration.class)
                .commands(plans)
                .commands(waves)
                .commands(moves)
                .commands(removals)
                .commands(attestations)
                .claims(claims)
                .view(MigrationProjection.GROUP, this::migrations)
                .view(ToldCustomers.GROUP, tables -> new ToldCustomers(new ToldCustomerTable(database, tables)));
        policies.all().forEach(parts::policy);
    }

    private MigrationProjection migrations(ViewTables tables) {
        return new MigrationProjection(
                new MigrationTable(database, json, tables),
                new WaveTable(database, json, tables),
                new RemovalTable(database, json, tables));
    }
}
