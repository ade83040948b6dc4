package dev.switchover.migration.supplier.claims;

import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.trunk and claims.supplier_party. */
@Singleton
class TrunkClaimTable {

    private final Jdbi database;

    TrunkClaimTable(Jdbi database) {
        this.database = database;
    }

    void party(SupplierId supplier, String party) {
        database.useHandle(handle -> {
            handle.createUpdate("""
                            insert into claims.supplier_party (supplier, party) values (:supplier, :party)
                            on conflict (supplier) do update set party = excluded.party
                            """)
                    .bind("supplier", supplier)
                    .bind("party", party)
                    .execute();
            handle.createUpdate("update claims.trunk set party = :party where supplier = :supplier")
                    .bind("supplier", supplier)
                    .bind("party", party)
                    .execute();
        });
    }

    void add(TrunkAdded event) {
        var settings = event.settings();
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.trunk (supplier, trunk, party, cluster, authorisation, policy, exclusive,
                                                  registrar, account_nodes, nodes, moving)
                        select supplier, :trunk, party, :cluster, :authorisation, :policy, :exclusive,
                               :registrar, :accountNodes, :nodes, false
                          from claims.supplier_party where supplier = :supplier
                        """)
                .bind("supplier", event.supplierId())
                .bind("trunk", event.trunk())
                .bind("cluster", settings.cluster())
                .bind("authorisation", settings.authorisation())
                .bind("policy", settings.policy())
                .bind("exclusive", settings.exclusive())
                .bind("registrar", settings.registrar())
                .bind("accountNodes", values(settings.accountNodes()))
                .bind("nodes", values(event.nodes()))
                .execute());
    }

    void correct(TrunkCorrected event) {
        var settings = event.settings();
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.trunk
                           set authorisation = :authorisation, policy = :policy, exclusive = :exclusive,
                               registrar = :registrar, account_nodes = :accountNodes, nodes = :nodes
                         where supplier = :supplier and trunk = :trunk
                        """)
                .bind("supplier", event.supplierId())
                .bind("trunk", event.trunk())
                .bind("authorisation", settings.authorisation())
                .bind("policy", settings.policy())
                .bind("exclusive", settings.exclusive())
                .bind("registrar", settings.registrar())
                .bind("accountNodes", values(settings.accountNodes()))
                .bind("nodes", values(event.nodes()))
                .execute());
    }

    void nodes(TrunkRef trunk, List<NodeId> nodes, boolean moving) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.trunk set nodes = :nodes, moving = :moving
                         where supplier = :supplier and trunk = :trunk
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("nodes", values(nodes))
                .bind("moving", moving)
                .execute());
    }

    void moving(TrunkRef trunk, boolean moving) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.trunk set moving = :moving where supplier = :supplier and trunk = :trunk
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("moving", moving)
                .execute());
    }

    private static String[] values(List<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).toArray(String[]::new);
    }
}
