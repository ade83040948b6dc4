package dev.switchover.migration.supplier.view;

import dev.switchover.migration.supplier.domain.RouteEvent;
import dev.switchover.migration.supplier.domain.RouteEvent.RouteDefined;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Keeps the routes up to date. */
@ProcessingGroup(RouteProjection.GROUP)
public class RouteProjection {

    public static final String GROUP = "routes";

    private final RouteTable routes;

    public RouteProjection(RouteTable routes) {
        this.routes = routes;
    }

    @EventHandler
    void on(RouteEvent event, @Timestamp Instant at) {
        switch (event) {
            case RouteDefined it -> routes.put(it, at);
        }
    }
}
