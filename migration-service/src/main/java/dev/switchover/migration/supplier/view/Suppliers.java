package dev.switchover.migration.supplier.view;

import dev.switchover.kit.view.ViewTables;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Reads suppliers, trunks and routes from their views. */
@Singleton
public class Suppliers {

    private final SupplierTable suppliers;
    private final TrunkTable trunks;
    private final RouteTable routes;

    Suppliers(Jdbi database) {
        this.suppliers = new SupplierTable(database, ViewTables.live());
        this.trunks = new TrunkTable(database, ViewTables.live());
        this.routes = new RouteTable(database, ViewTables.live());
    }

    public Optional<SupplierView> find(String supplier) {
        return suppliers.find(supplier);
    }

    public List<SupplierView> page(String after, int limit) {
        return suppliers.page(after, limit);
    }

    public Optional<TrunkView> trunk(String supplier, String trunk) {
        return trunks.find(supplier, trunk);
    }

    public List<TrunkView> trunks(String supplier, String after, int limit) {
        return trunks.page(supplier, after, limit);
    }

    public Optional<RouteView> route(String route) {
        return routes.find(route);
    }

    public List<RouteView> routes(String after, int limit) {
        return routes.page(after, limit);
    }
}
