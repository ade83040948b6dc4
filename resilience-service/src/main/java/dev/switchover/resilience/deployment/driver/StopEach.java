package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeReport;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In place of a fence that a node cannot carry out though it answers: it gets the orders that only stop, one for each group,
 * and its own word at their epoch is the proof. Otherwise nobody could prove it but by cutting off a node that obeys.
 */
@Singleton
class StopEach {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Nodes nodes;
    private final DefinitionTable definitions;
    private final Clock clock;

    StopEach(Nodes nodes, DefinitionTable definitions, Clock clock) {
        this.nodes = nodes;
        this.definitions = definitions;
        this.clock = clock;
    }

    /** Whether the fence has failed for sure, and the node says that it serves or has not seen the epoch. */
    static boolean isDue(StepOrder order, ActionReport answer, @Nullable NodeReport status) {
        var isVain = answer.result() == Result.REJECTED || answer.result() == Result.FAILED;
        return order.step().isFence()
                && isVain
                && status != null
                && !order.step().isProvenBy(status, order.epoch());
    }

    /** What came of them all, with what the node says of itself then. */
    ActionReport instead(StepOrder order, Place place, ActionReport fence) {
        var said = new ArrayList<String>();
        said.add("fence was not carried out: " + fence.output().strip());
        var groups = definitions.get(place.deployment()).definition().groups();
        for (var group : groups.reversed()) {
            if (definitions.isOpen(place.deployment(), order.run(), order.order())) {
                said.add(stop(order, place, NodeAction.toStop(group)));
            }
        }
        var look = nodes.ask(place, order.id());
        var isProven = look.status() != null && order.step().isProvenBy(look.status(), order.epoch());
        var result = isProven ? Result.SUCCEEDED : Result.IN_DOUBT;
        return new ActionReport(
                result, null, String.join("; ", said), fence.took(), clock.instant(), look.status(), look.presence());
    }

    private String stop(StepOrder order, Place place, NodeAction action) {
        var limit = place.access().limits().getOrDefault(action, LIMIT);
        var id = order.id() + "." + action.id();
        var report = nodes.carryOut(place, new ActionOrder(id, place.node(), action, order.epoch(), Map.of(), limit));
        return ("instead " + action.id() + ": " + report.result() + " " + report.output()).strip();
    }
}
