package dev.switchover.resilience.deployment.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.claims.DefinitionTable;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AdmitStep;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.ReportStep;
import dev.switchover.resilience.deployment.driver.Nodes.Place;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.OrderAnswer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives one order to one node and finds out what came of it: the node's own status proves it, whatever the answer said. A
 * look every few milliseconds at first, then ever less often; a long wait goes on in a deed of its own, so that it holds
 * up nobody and survives a crash.
 */
@Singleton
public class CarryOutStep implements Deed<StepOrder> {

    public static final String NAME = "node-action";

    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final Nodes nodes;
    private final Arrival arrival;
    private final StopEach stopEach;
    private final OwnData ownData;
    private final DefinitionTable definitions;
    private final Commands commands;
    private final Deeds deeds;
    private final WhileItLasts whileItLasts;
    private final Clock clock;

    CarryOutStep(
            Nodes nodes,
            Arrival arrival,
            StopEach stopEach,
            OwnData ownData,
            DefinitionTable definitions,
            Commands commands,
            Deeds deeds,
            WhileItLasts whileItLasts,
            Clock clock) {
        this.nodes = nodes;
        this.arrival = arrival;
        this.stopEach = stopEach;
        this.ownData = ownData;
        this.definitions = definitions;
        this.commands = commands;
        this.deeds = deeds;
        this.whileItLasts = whileItLasts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<StepOrder> details() {
        return StepOrder.class;
    }

    @Override
    public void carryOut(StepOrder order, int attempt) {
        whileItLasts(order, () -> carryOut(attempt == 1 ? order : order.asTried()));
    }

    @Override
    public void givenUp(StepOrder order, Exception lastFailure) {
        whileItLasts(
                order, () -> report(order, Result.IN_DOUBT, "We could not ask: " + lastFailure.getMessage(), null));
    }

    private void whileItLasts(StepOrder order, Runnable work) {
        whileItLasts.run(new DeploymentId(order.deployment()), NAME + " " + order.deed(), work);
    }

    private void carryOut(StepOrder order) {
        if (!definitions.isOpen(new DeploymentId(order.deployment()), order.run(), order.order())) {
            return; // somebody else's crash has held this deed up, and the run went on
        }
        var place = place(order);
        if (!order.given() && !(mayBeGiven(order, place) && isAdmitted(order, place))) {
            return;
        }
        if (order.given()) {
            waitForProof(order, place);
            return;
        }
        var answer = give(order, place);
        var given = order.asGiven(OrderAnswer.of(answer));
        if (!isOver(given, place, answer)) {
            waitForProof(given, place);
        }
    }

    /** Waits for running calls to end and for data to arrive; false if the wait goes on later. */
    private boolean mayBeGiven(StepOrder asked, Place place) {
        var order = ownData.awaiting(asked, place);
        var end = clock.instant().plus(AT_ONCE);
        var pause = FIRST_PAUSE;
        while (order.waits(clock.instant())) {
            var said = said(order, place);
            if (isKeptBack(order, ownData.beyond(order, said))) {
                return false;
            }
            if (said.filter(order::isAwaited).isPresent()) {
                return !isKeptBack(order, ownData.apart(order, place));
            }
            if (clock.instant().isAfter(end)) {
                later(order);
                return false;
            }
            pause = pause(pause);
            order = ownData.awaiting(order, place);
        }
        return (!order.needsData() || hasData(order, place)) && !isKeptBack(order, ownData.apart(order, place));
    }

    /** Once nothing is waited for any more. */
    private boolean hasData(StepOrder order, Place place) {
        var said = said(order, place);
        if (isKeptBack(order, ownData.beyond(order, said))) {
            return false;
        }
        if (said.filter(order::hasData).isPresent()) {
            return true;
        }
        var why = order.unsaid()
                ? "The other node has not said within the limit where its data end."
                : "The data of the other node has not arrived within the limit.";
        report(order, Result.FAILED, why, null, !order.tried());
        return false;
    }

    /** What it waited for may have taken long, and the other node serve again; who has had the order is not kept back any more. */
    private boolean isAdmitted(StepOrder order, Place place) {
        if (!order.step().starts() || (order.tried() && ownData.hasHadIt(order, place))) {
            return true;
        }
        String why = commands.send(new AdmitStep(place.deployment(), order.run(), order.order()));
        return !isKeptBack(order, Optional.ofNullable(why).map(reason -> reason + "."));
    }

    private boolean isKeptBack(StepOrder order, Optional<String> why) {
        why.ifPresent(reason -> report(order, Result.FAILED, reason, null, !order.tried()));
        return why.isPresent();
    }

    private Optional<GroupReport> said(StepOrder order, Place place) {
        return nodes.status(place, order.id())
                .flatMap(status -> status.of(order.step().group()));
    }

    private ActionReport give(StepOrder order, Place place) {
        var action = Objects.requireNonNull(order.step().action());
        var limit = order.step().limit().minus(order.step().patience());
        return nodes.carryOut(place, new ActionOrder(order.id(), place.node(), action, order.epoch(), Map.of(), limit));
    }

    /** The answer, or the status right after it, settles the matter. */
    private boolean isOver(StepOrder order, Place place, ActionReport answer) {
        var look = answer.status() != null ? answer : nodes.ask(place, order.id());
        var status = look.status();
        if (StopEach.isDue(order, answer, status)) {
            var instead = stopEach.instead(order, place, answer);
            report(order, instead.result(), instead.output(), instead.status());
            return true;
        }
        var missing = missing(order, place, answer, status);
        if (missing.isPresent()) {
            report(order, Result.FAILED, "But " + missing.get(), status);
            return true;
        }
        var isProven = status != null && order.step().isProvenBy(status, order.epoch());
        var isWordEnough = answer.result() == Result.SUCCEEDED
                && (order.step().wanted().isEmpty() || (order.step().isFence() && look.silent()));
        var isRefused = answer.result() == Result.REJECTED || answer.result() == Result.FAILED;
        if (isProven || isWordEnough || isRefused) {
            report(order, answer.result(), answer.output(), status);
            return true;
        }
        if (answer.result() == Result.IN_DOUBT) {
            report(order, Result.IN_DOUBT, answer.output(), status);
        }
        return false;
    }

    private Optional<String> missing(StepOrder order, Place place, ActionReport answer, @Nullable NodeReport status) {
        if (order.step().action() != NodeAction.RESYNC_DATA || answer.result() != Result.SUCCEEDED) {
            return Optional.empty();
        }
        return arrival.missing(
                order, place, status, definitions.get(place.deployment()).definition());
    }

    private void waitForProof(StepOrder order, Place place) {
        var end = clock.instant().plus(AT_ONCE);
        var pause = FIRST_PAUSE;
        while (clock.instant().isBefore(order.deadline())) {
            var status = nodes.status(place, order.id()).orElse(null);
            if (status != null && order.step().isProvenBy(status, order.epoch())) {
                report(order, Result.SUCCEEDED, "", status);
                return;
            }
            if (clock.instant().isAfter(end)) {
                later(order);
                return;
            }
            pause = pause(pause);
        }
        report(order, Result.IN_DOUBT, "Nothing proves it within the limit.", null);
    }

    private void later(StepOrder order) {
        var next = order.next();
        deeds.schedule(NAME, next.deed(), clock.instant().plus(LATER), next);
    }

    private Duration pause(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
        var longer = pause.multipliedBy(2);
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    private void report(StepOrder order, Result result, String output, @Nullable NodeReport status) {
        report(order, result, output, status, false);
    }

    private void report(StepOrder order, Result result, String output, @Nullable NodeReport status, boolean keptBack) {
        Instant now = clock.instant();
        var took = Duration.between(order.startedAt(), now);
        commands.send(new ReportStep(
                new DeploymentId(order.deployment()),
                order.run(),
                order.order(),
                new ActionReport(result, null, output, took, now, status),
                order.answer(),
                null,
                keptBack));
    }

    private Place place(StepOrder order) {
        var id = new DeploymentId(order.deployment());
        var node = order.step().node();
        return new Place(id, node, definitions.get(id).definition().access(node).orElseThrow());
    }
}
