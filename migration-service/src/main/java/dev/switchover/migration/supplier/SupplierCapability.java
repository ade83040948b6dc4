package dev.switchover.migration.supplier;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import dev.switchover.migration.supplier.claims.RouteCommands;
import dev.switchover.migration.supplier.claims.SupplierClaims;
import dev.switchover.migration.supplier.claims.SupplierCommands;
import dev.switchover.migration.supplier.claims.SupplierCorrections;
import dev.switchover.migration.supplier.domain.Route;
import dev.switchover.migration.supplier.domain.RouteEvent;
import dev.switchover.migration.supplier.domain.Supplier;
import dev.switchover.migration.supplier.domain.SupplierEvent;
import dev.switchover.migration.supplier.view.RouteProjection;
import dev.switchover.migration.supplier.view.RouteTable;
import dev.switchover.migration.supplier.view.SupplierProjection;
import dev.switchover.migration.supplier.view.SupplierTable;
import dev.switchover.migration.supplier.view.TrunkTable;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for suppliers, their trunks and routes. */
@Singleton
class SupplierCapability implements Capability {

    private final SupplierCommands suppliers;
    private final SupplierCorrections corrections;
    private final RouteCommands routes;
    private final SupplierClaims claims;
    private final Jdbi database;

    SupplierCapability(
            SupplierCommands suppliers,
            SupplierCorrections corrections,
            RouteCommands routes,
            SupplierClaims claims,
            Jdbi database) {
        this.suppliers = suppliers;
        this.corrections = corrections;
        this.routes = routes;
        this.claims = claims;
        this.database = database;
    }

    @Override
    public EventNames events() {
        return EventNames.of(SupplierEvent.class, RouteEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Supplier.class)
                .aggregate(Route.class)
                .commands(suppliers)
                .commands(corrections)
                .commands(routes)
                .claims(claims)
                .view(
                        SupplierProjection.GROUP,
                        tables -> new SupplierProjection(
                                new SupplierTable(database, tables), new TrunkTable(database, tables)))
                .view(RouteProjection.GROUP, tables -> new RouteProjection(new RouteTable(database, tables)));
    }
}
