package dev.switchover.migration.supplier.domain;

import dev.switchover.migration.cluster.domain.ClusterId;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a route. */
public sealed interface RouteCommand {

    RouteId routeId();

    record DefineRoute(@TargetAggregateIdentifier RouteId routeId, RouteContent content) implements RouteCommand {}

    /** {@code version} is the one the operator saw; absent if it does not matter. */
    record ChangeRoute(
            @TargetAggregateIdentifier RouteId routeId,
            RouteContent content,
            @Nullable Long version) implements RouteCommand {}

    /** The trunks of a destination, first choice first. A reserve route works on several nodes at once. */
    record RouteContent(ClusterId cluster, String prefix, List<TrunkRef> trunks, boolean reserve) {

        public RouteContent {
            trunks = List.copyOf(trunks);
        }
    }
}
