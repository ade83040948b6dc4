package dev.switchover.migration.supplier.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.supplier.domain.RouteCommand.ChangeRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.DefineRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.RouteContent;
import dev.switchover.migration.supplier.domain.RouteEvent.RouteDefined;
import java.util.HashSet;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** By which trunks a destination is reached. The claims room, which knows the trunks, calls {@code decide}. */
@AggregateRoot(type = "Route")
public class Route {

    @AggregateIdentifier
    private RouteId id;

    private @Nullable RouteContent content;

    /** For Axon, which then replays the events. */
    public Route() {}

    /** True if the route is new; false if the same was asked before. */
    public boolean decide(DefineRoute command) {
        if (content != null) {
            if (!content.equals(command.content())) {
                throw otherContent(content, command.content());
            }
            return false;
        }
        define(command.routeId(), command.content());
        return true;
    }

    private Rejection otherContent(RouteContent stored, RouteContent sent) {
        return Rejection.conflict("exists-with-other-content", "%s exists with other content.".formatted(id))
                .differs("cluster", stored.cluster().value(), sent.cluster().value())
                .differs("prefix", stored.prefix(), sent.prefix())
                .differs("trunks", stored.trunks(), sent.trunks())
                .differs("reserve", stored.reserve(), sent.reserve())
                .remedy("Change it with PUT, choose another id, or repeat with what is stored.");
    }

    public void decide(ChangeRoute command) {
        if (!command.content().equals(content)) {
            define(id, command.content());
        }
    }

    @EventSourcingHandler
    void evolve(RouteEvent event) {
        switch (event) {
            case RouteDefined(var route, var cluster, var prefix, var trunks, var reserve) -> {
                id = route;
                content = new RouteContent(cluster, prefix, trunks, reserve);
            }
        }
    }

    private static void define(RouteId route, RouteContent content) {
        if (content.trunks().isEmpty()) {
            throw Rejection.invalid("route-without-trunks", "A route needs at least one trunk.")
                    .at("trunks", "at least one", content.trunks());
        }
        if (new HashSet<>(content.trunks()).size() < content.trunks().size()) {
            throw Rejection.invalid("route-repeats-trunk", "A route names each trunk once.")
                    .at("trunks", "each once", content.trunks());
        }
        apply(new RouteDefined(route, content.cluster(), content.prefix(), content.trunks(), content.reserve()));
    }
}
