package dev.switchover.migration.supplier.claims;

import dev.switchover.migration.supplier.domain.RouteEvent.RouteDefined;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.route and claims.route_trunk. */
@Singleton
class RouteClaimTable {

    private final Jdbi database;

    RouteClaimTable(Jdbi database) {
        this.database = database;
    }

    void put(RouteDefined event) {
        database.useHandle(handle -> {
            handle.createUpdate("""
                            insert into claims.route (route, cluster, prefix, reserve)
                            values (:route, :cluster, :prefix, :reserve)
                            on conflict (route) do update
                               set cluster = excluded.cluster, prefix = excluded.prefix, reserve = excluded.reserve
                            """)
                    .bind("route", event.routeId())
                    .bind("cluster", event.cluster())
                    .bind("prefix", event.prefix())
                    .bind("reserve", event.reserve())
                    .execute();
            handle.createUpdate("delete from claims.route_trunk where route = :route")
                    .bind("route", event.routeId())
                    .execute();
            var batch = handle.prepareBatch("""
                    insert into claims.route_trunk (route, position, supplier, trunk)
                    values (:route, :position, :supplier, :trunk)
                    """);
            for (int position = 0; position < event.trunks().size(); position++) {
                var trunk = event.trunks().get(position);
                batch.bind("route", event.routeId())
                        .bind("position", position)
                        .bind("supplier", trunk.supplier())
                        .bind("trunk", trunk.trunk())
                        .add();
            }
            batch.execute();
        });
    }
}
