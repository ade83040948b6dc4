package dev.switchover.migration.settlement.claims;

import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.customer.claims.SettledTime;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.settlement.domain.Stay;
import jakarta.inject.Singleton;
import java.util.Optional;

/** A customer's time on a node that was given up is settled. */
@Singleton
class GivenUpTime implements SettledTime {

    private final SettlementTables tables;
    private final MigrationPlans migrations;

    GivenUpTime(SettlementTables tables, MigrationPlans migrations) {
        this.tables = tables;
        this.migrations = migrations;
    }

    @Override
    public Optional<String> givenUpNodeOf(CustomerId customer) {
        return tables.of(customer.value()).stream()
                .filter(stay -> migrations
                        .givenUpAt(new ClusterId(stay.cluster()), new NodeId(stay.node()))
                        .isPresent())
                .map(Stay::node)
                .findFirst();
    }
}
