package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * In place of a fence that a node cannot carry out though it answers: it gets the orders that only stop, one for each group,
 * and its own word at their epoch is the proof. Otherwise nobody could prove it but by cutting off a node that obeys. All
 * together have as long as the step, or as the longest of them: what they have stopped by then is stopped at once the next
 * time.
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
        var actions = definitions.get(place.deployment()).definition().groups().reversed().stream()
                .map(NodeAction::toStop)
                .toList();
        var time = time(order, place, actions);
        var begun = System.nanoTime(); // not by a clock that steps
        for (var action : actions) {
            var left = time.minusNanos(System.nanoTime() - begun);
            if (!left.isPositive()) {
                said.add("instead " + action.id() + ": not given");
            } else if (definitions.isOpen(place.deployment(), order.run(), order.order())) {
                said.add(stop(order, place, action, left));
            }
        }
        var isLate = !time.minusNanos(System.nanoTime() - begun).isPositive();
        var look = nodes.ask(place, order.id());
        var isProven = look.status() != null && order.step().isProvenBy(look.status(), order.epoch());
        if (isLate && !isProven) {
            said.add(tooLate(place.node(), time));
        }
        var result = isProven ? Result.SUCCEEDED : isLate ? Result.FAILED : Result.IN_DOUBT;
        return new ActionReport(
                result, null, String.join("; ", said), fence.took(), clock.instant(), look.status(), look.presence());
    }

    private static Duration time(StepOrder order, Place place, List<NodeAction> actions) {
        var own = actions.stream().map(action -> limit(place, action));
        return Stream.concat(own, Stream.of(order.step().limit()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Duration limit(Place place, NodeAction action) {
        return place.access().limits().getOrDefault(action, LIMIT);
    }

    private static String tooLate(NodeId node, Duration time) {
        return """
                the orders to stop have %d s together, which are over: one may still be at work. Retry, which gives again what has \
                not ended; if %s hangs, see to its hooks, or cut it off, by power or network, and attest when it no longer \
                answers\
                """.formatted(time.toSeconds(), node);
    }

    private String stop(StepOrder order, Place place, NodeAction action, Duration left) {
        var own = limit(place, action);
        var limit = own.compareTo(left) < 0 ? own : left;
        var id = order.id() + "." + action.id();
        var report = nodes.carryOut(place, new ActionOrder(id, place.node(), action, order.epoch(), Map.of(), limit));
        return ("instead " + action.id() + ": " + report.result() + " " + report.output()).strip();
    }
}
