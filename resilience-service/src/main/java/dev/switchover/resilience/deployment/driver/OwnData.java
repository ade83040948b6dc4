package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.RunGates;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.GroupReport;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Why an order to start data is not given: the node has data of its own, or may have, and those of the other are to be had. */
@Singleton
class OwnData {

    private final Nodes nodes;
    private final DefinitionTable definitions;

    OwnData(Nodes nodes, DefinitionTable definitions) {
        this.nodes = nodes;
        this.definitions = definitions;
    }

    Optional<String> beyond(StepOrder order, Optional<GroupReport> said) {
        return said.flatMap(order::ownData)
                .map(more -> """
                %1$s is %2$d bytes beyond where the data of the other node ended: it has data of its own, and was not \
                started. Cancel, save what only %1$s has, if it is wanted, and switch over with "resync": true: that throws \
                away what only %1$s has.\
                """.formatted(order.step().node(), more));
    }

    /** Asks both: who has had the order is not kept back any more. */
    Optional<String> apart(StepOrder order, Place place) {
        var definition = definitions.get(place.deployment()).definition();
        var other = definition.other(place.node());
        var access = definition.access(other).orElseThrow();
        if (!order.apart() || access instanceof Access.Manual || hasHadIt(order, place)) {
            return Optional.empty();
        }
        return nodes.look(new Place(place.deployment(), other, access))
                .map(said -> RunGates.keptBack(place.node(), other));
    }

    private boolean hasHadIt(StepOrder order, Place place) {
        return nodes.status(place, order.id())
                .flatMap(status -> status.of(order.step().group()))
                .filter(said -> said.epoch() >= order.epoch())
                .isPresent();
    }
}
