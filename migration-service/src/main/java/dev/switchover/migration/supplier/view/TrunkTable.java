package dev.switchover.migration.supplier.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Account;
import dev.switchover.migration.supplier.domain.Authorisation;
import dev.switchover.migration.supplier.domain.RegistrationPolicy;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkAdded;
import dev.switchover.migration.supplier.domain.SupplierEvent.TrunkCorrected;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.domain.TrunkSettings;
import dev.switchover.migration.supplier.view.TrunkView.AccountView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of the table trunk. Each event of a trunk raises its version by one. */
public class TrunkTable {

    private static final String SELECT = """
            select t.*,
                   array(select n.node from views.cluster_node n
                          where n.cluster = t.cluster and n.state = 'REMOVED'
                            and n.node = any (t.nodes || t.account_nodes)
                          order by n.node) as removed_nodes
              from <table> t
             where supplier = :supplier
            """;

    private final Jdbi database;
    private final String table;

    public TrunkTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("trunk");
    }

    Optional<TrunkView> find(String supplier, String trunk) {
        return database.withHandle(handle -> handle.createQuery(SELECT + " and trunk = :trunk")
                .define("table", table)
                .bind("supplier", supplier)
                .bind("trunk", trunk)
                .mapTo(Row.class)
                .findOne()
                .map(Row::view));
    }

    List<TrunkView> page(String supplier, String after, int limit) {
        return database.withHandle(
                handle -> handle.createQuery(SELECT + " and trunk > :after order by trunk limit :limit")
                        .define("table", table)
                        .bind("supplier", supplier)
                        .bind("after", after)
                        .bind("limit", limit)
                        .mapTo(Row.class)
                        .map(Row::view)
                        .list());
    }

    void add(TrunkAdded event, Instant at) {
        var settings = event.settings();
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (supplier, trunk, cluster, authorisation, registrar, login, policy,
                                             account_nodes, account_logins, nodes, moving, epoch, version, changed_at)
                        values (:supplier, :trunk, :cluster, :authorisation, :registrar, :login, :policy,
                                :accountNodes, :accountLogins, :nodes, false, 1, 1, :at)
                        on conflict (supplier, trunk) do nothing
                        """)
                .define("table", table)
                .bind("supplier", event.supplierId())
                .bind("trunk", event.trunk())
                .bind("cluster", settings.cluster())
                .bind("authorisation", settings.authorisation())
                .bind("registrar", settings.registrar())
                .bind("login", settings.login())
                .bind("policy", settings.policy())
                .bind("accountNodes", values(settings.accountNodes()))
                .bind("accountLogins", accountLogins(settings))
                .bind("nodes", values(event.nodes()))
                .bind("at", at)
                .execute());
    }

    void correct(TrunkCorrected event, Instant at) {
        var settings = event.settings();
        database.useHandle(handle -> handle.createUpdate("""
                        update <table>
                           set authorisation = :authorisation, registrar = :registrar, login = :login, policy = :policy,
                               account_nodes = :accountNodes, account_logins = :accountLogins,
                               nodes = :nodes, version = version + 1, changed_at = :at
                         where supplier = :supplier and trunk = :trunk
                        """)
                .define("table", table)
                .bind("supplier", event.supplierId())
                .bind("trunk", event.trunk())
                .bind("authorisation", settings.authorisation())
                .bind("registrar", settings.registrar())
                .bind("login", settings.login())
                .bind("policy", settings.policy())
                .bind("accountNodes", values(settings.accountNodes()))
                .bind("accountLogins", accountLogins(settings))
                .bind("nodes", values(event.nodes()))
                .bind("at", at)
                .execute());
    }

    void list(TrunkRef trunk, List<NodeId> nodes, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set nodes = :nodes, version = version + 1, changed_at = :at
                         where supplier = :supplier and trunk = :trunk
                        """)
                .define("table", table)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("nodes", values(nodes))
                .bind("at", at)
                .execute());
    }

    void moving(TrunkRef trunk, boolean moving, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table> set moving = :moving, version = version + 1, changed_at = :at
                         where supplier = :supplier and trunk = :trunk
                        """)
                .define("table", table)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("moving", moving)
                .bind("at", at)
                .execute());
    }

    void taken(TrunkRef trunk, NodeId node, long epoch, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table>
                           set nodes = :nodes, moving = false, epoch = :epoch, version = version + 1, changed_at = :at
                         where supplier = :supplier and trunk = :trunk
                        """)
                .define("table", table)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .bind("nodes", values(List.of(node)))
                .bind("epoch", epoch)
                .bind("at", at)
                .execute());
    }

    private static String[] accountLogins(TrunkSettings settings) {
        return settings.accounts().stream().map(Account::login).toArray(String[]::new);
    }

    private static String[] values(List<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).toArray(String[]::new);
    }

    record Row(
            String supplier,
            String trunk,
            String cluster,
            Authorisation authorisation,
            @Nullable String registrar,
            @Nullable String login,
            @Nullable RegistrationPolicy policy,
            List<String> accountNodes,
            List<String> accountLogins,
            List<String> nodes,
            List<String> removedNodes,
            boolean moving,
            long epoch,
            long version,
            Instant changedAt) {

        TrunkView view() {
            var accounts = IntStream.range(0, accountNodes.size())
                    .mapToObj(index -> new AccountView(accountNodes.get(index), accountLogins.get(index)))
                    .toList();
            return new TrunkView(
                    supplier,
                    trunk,
                    cluster,
                    authorisation,
                    registrar,
                    login,
                    policy,
                    accounts,
                    nodes,
                    removedNodes,
                    moving,
                    epoch,
                    version,
                    changedAt);
        }
    }
}
