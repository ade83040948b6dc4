package dev.switchover.migration.supplier.domain;

import dev.switchover.eventstore.StoredAs;
import dev.switchover.migration.cluster.domain.ClusterId;
import java.util.List;

/** Everything that can have happened to a route. */
public sealed interface RouteEvent {

    RouteId routeId();

    /** The whole route, each time it is defined anew. */
    @StoredAs("route.defined")
    record RouteDefined(RouteId routeId, ClusterId cluster, String prefix, List<TrunkRef> trunks, boolean reserve)
            implements RouteEvent {}
}
