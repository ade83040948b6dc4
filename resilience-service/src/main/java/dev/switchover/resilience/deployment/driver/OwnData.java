package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.claims.ReportTable;
import dev.switchover.resilience.deployment.domain.KeptBack;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Why an order to start data is not given: the node has data of its own, or may have, and those of the other are to be had. */
@Singleton
class OwnData {

    private final Nodes nodes;
    private final DefinitionTable definitions;
    private final ReportTable reports;

    OwnData(Nodes nodes, DefinitionTable definitions, ReportTable reports) {
        this.nodes = nodes;
        this.definitions = definitions;
        this.reports = reports;
    }

    /** Where nobody can have given it before, who serves does so unasked. */
    Optional<String> beyond(StepOrder order, Optional<GroupReport> said) {
        var node = order.step().node();
        if (!order.tried() && said.filter(order::isServedUnasked).isPresent()) {
            return Optional.of(
                    "%1$s serves already, on nobody's order: it may have data of its own, and was not given the order."
                            .formatted(node));
        }
        return said.flatMap(order::ownData).map(more -> """
                %1$s is %2$d bytes beyond where the data of the other node ended: it has data of its own, and was not \
                started.\
                """.formatted(node, more));
    }

    /** Asks both: who has had the order is not kept back any more. */
    Optional<String> apart(StepOrder order, Place place) {
        if (!order.apart() || hasHadIt(order, place)) {
            return Optional.empty();
        }
        var other = other(place);
        return said(other).map(said -> KeptBack.apart(place.node(), other.node()));
    }

    /** The same order; with where the data of the other node end, if it says now that this is further than was known. */
    StepOrder awaiting(StepOrder order, Place place) {
        return end(order, place)
                .flatMap(status -> status.of(order.step().group()))
                .filter(said -> said.state() == ReportedState.INACTIVE)
                .flatMap(said -> Optional.ofNullable(said.position()))
                .filter(order::isFurther)
                .map(order::until)
                .orElse(order);
    }

    private Optional<NodeReport> end(StepOrder order, Place place) {
        if (order.unsaid()) {
            return said(other(place));
        }
        return order.needsData()
                ? reports.of(place.deployment(), other(place).node()).map(ReportTable.Known::report)
                : Optional.empty();
    }

    private Place other(Place place) {
        var definition = definitions.get(place.deployment()).definition();
        var other = definition.other(place.node());
        return new Place(place.deployment(), other, definition.access(other).orElseThrow());
    }

    /** What the node says of itself, if it can be asked. */
    private Optional<NodeReport> said(Place place) {
        return place.access() instanceof Access.Manual ? Optional.empty() : nodes.look(place);
    }

    boolean hasHadIt(StepOrder order, Place place) {
        return nodes.status(place, order.id())
                .flatMap(status -> status.of(order.step().group()))
                .filter(said -> said.epoch() >= order.epoch())
                .isPresent();
    }
}
