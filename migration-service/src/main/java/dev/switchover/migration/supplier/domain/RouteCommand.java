package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.ClusterId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Everything one can ask of a route. */
public sealed interface RouteCommand {

    RouteId routeId();

    record DefineRoute(@TargetAggregateIdentifier RouteId routeId, RouteContent content) implements RouteCommand {}

    record ChangeRoute(@TargetAggregateIdentifier RouteId routeId, RouteContent content) implements RouteCommand {}

    /** The trunks of a destination, first choice first. A reserve route works on several nodes at once. */
    record RouteContent(ClusterId cluster, String prefix, List<TrunkRef> trunks, boolean reserve) {

        public RouteContent {
            trunks = List.copyOf(trunks);
        }
    }
}
