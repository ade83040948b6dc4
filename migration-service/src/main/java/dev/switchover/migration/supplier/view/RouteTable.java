package dev.switchover.migration.supplier.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.migration.supplier.domain.RouteEvent.RouteDefined;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.view.RouteView.TrunkName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL of the table route. */
public class RouteTable {

    private final Jdbi database;
    private final String table;

    public RouteTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("route");
    }

    Optional<RouteView> find(String route) {
        return database.withHandle(handle -> handle.createQuery("select * from <table> where route = :route")
                .define("table", table)
                .bind("route", route)
                .mapTo(Row.class)
                .findOne()
                .map(Row::view));
    }

    List<RouteView> page(String after, int limit) {
        return database.withHandle(
                handle -> handle.createQuery("select * from <table> where route > :after order by route limit :limit")
                        .define("table", table)
                        .bind("after", after)
                        .bind("limit", limit)
                        .mapTo(Row.class)
                        .map(Row::view)
                        .list());
    }

    void put(RouteDefined event, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> as known (route, cluster, prefix, trunks, reserve, version, changed_at)
                        values (:route, :cluster, :prefix, :trunks, :reserve, 1, :at)
                        on conflict (route) do update
                           set cluster = excluded.cluster, prefix = excluded.prefix, trunks = excluded.trunks,
                               reserve = excluded.reserve, version = known.version + 1, changed_at = excluded.changed_at
                        """)
                .define("table", table)
                .bind("route", event.routeId())
                .bind("cluster", event.cluster())
                .bind("prefix", event.prefix())
                .bind("trunks", event.trunks().stream().map(TrunkRef::toString).toArray(String[]::new))
                .bind("reserve", event.reserve())
                .bind("at", at)
                .execute());
    }

    record Row(
            String route,
            String cluster,
            String prefix,
            List<String> trunks,
            boolean reserve,
            long version,
            Instant changedAt) {

        RouteView view() {
            return new RouteView(
                    route, cluster, prefix, trunks.stream().map(Row::name).toList(), reserve, version, changedAt);
        }

        private static TrunkName name(String reference) {
            var slash = reference.indexOf('/');
            return new TrunkName(reference.substring(0, slash), reference.substring(slash + 1));
        }
    }
}
