package dev.switchover.migration.supplier.claims;

import dev.switchover.migration.supplier.domain.RouteEvent.RouteDefined;
import dev.switchover.migration.supplier.domain.TrunkRef;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.route and claims.route_trunk. */
@Singleton
class RouteClaimTable {

    private final Jdbi database;

    RouteClaimTable(Jdbi database) {
        this.database = database;
    }

    /** A reserve route on which, without this trunk, no other is left that works on several nodes at once. */
    Optional<String> reserveOnlyBy(TrunkRef trunk) {
        return database.withHandle(handle -> handle.createQuery("""
                        select r.route
                          from claims.route r
                          join claims.route_trunk mine on mine.route = r.route
                         where r.reserve and mine.supplier = :supplier and mine.trunk = :trunk
                           and not exists (
                               select from claims.route_trunk rt
                                 join claims.trunk t on t.supplier = rt.supplier and t.trunk = rt.trunk
                                where rt.route = r.route and not t.exclusive
                                  and (t.supplier, t.trunk) <> (:supplier, :trunk))
                         order by r.route limit 1
                        """)
                .bind("supplier", trunk.supplier())
                .bind("trunk", trunk.trunk())
                .mapTo(String.class)
                .findOne());
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
