package dev.switchover.migration.supplier.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.SupplierCorrected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL of the table supplier. */
public class SupplierTable {

    private final Jdbi database;
    private final String table;

    public SupplierTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("supplier");
    }

    Optional<SupplierView> find(String supplier) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier as id, party, name, added_at from <table> where supplier = :supplier
                        """)
                .define("table", table)
                .bind("supplier", supplier)
                .mapTo(SupplierView.class)
                .findOne());
    }

    List<SupplierView> page(String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier as id, party, name, added_at from <table>
                         where supplier > :after order by supplier limit :limit
                        """)
                .define("table", table)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(SupplierView.class)
                .list());
    }

    void correct(SupplierCorrected event) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set party = :party, name = :name where supplier = :supplier
                        """)
                .define("table", table)
                .bind("supplier", event.supplierId())
                .bind("party", event.party())
                .bind("name", event.name())
                .execute());
    }

    void add(SupplierAdded event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (supplier, party, name, added_at) values (:supplier, :party, :name, :at)
                        on conflict (supplier) do nothing
                        """)
                .define("table", table)
                .bind("supplier", event.supplierId())
                .bind("party", event.party())
                .bind("name", event.name())
                .bind("at", at)
                .execute());
    }
}
