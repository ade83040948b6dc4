package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.deployment.domain.SwitchoverEvent.StepStarted;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.OrderAnswer;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Step;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deed of one order.
 *
 * @param position how far the node's data must have come before the order is given
 * @param takesOver with more it is not given
 * @param onWord it is given too where the node does not tell
 * @param apart nor while the other node answers
 * @param unsaid nor before the other node has said where its data end
 * @param tried an attempt before may have given it
 * @param given only the proof is waited for
 * @param answer what the node answered when it was given
 * @param look counts the deeds of the order
 */
public record StepOrder(
        String deployment,
        int run,
        int order,
        Step step,
        long epoch,
        @Nullable Long position,
        boolean takesOver,
        boolean onWord,
        boolean apart,
        boolean unsaid,
        Instant startedAt,
        boolean tried,
        boolean given,
        @Nullable OrderAnswer answer,
        int look) {

    public static StepOrder of(StepStarted event, Instant at) {
        return new StepOrder(
                event.deploymentId().value(),
                event.run(),
                event.order(),
                event.step(),
                event.epoch(),
                event.position(),
                event.takesOver(),
                event.onWord(),
                event.apart(),
                event.unsaid(),
                at,
                false,
                false,
                null,
                0);
    }

    /** The same through all attempts, for the node and its log. */
    String id() {
        return deployment + "." + run + "." + order;
    }

    public String deed() {
        return id() + "." + look;
    }

    StepOrder asGiven(@Nullable OrderAnswer answer) {
        return new StepOrder(
                deployment,
                run,
                order,
                step,
                epoch,
                position,
                takesOver,
                onWord,
                apart,
                unsaid,
                startedAt,
                tried,
                true,
                answer,
                look);
    }

    StepOrder asTried() {
        return new StepOrder(
                deployment,
                run,
                order,
                step,
                epoch,
                position,
                takesOver,
                onWord,
                apart,
                unsaid,
                startedAt,
                true,
                given,
                answer,
                look);
    }

    StepOrder next() {
        return new StepOrder(
                deployment,
                run,
                order,
                step,
                epoch,
                position,
                takesOver,
                onWord,
                apart,
                unsaid,
                startedAt,
                tried,
                given,
                answer,
                look + 1);
    }

    /** The other node has said that its data end there. */
    StepOrder until(long position) {
        return new StepOrder(
                deployment,
                run,
                order,
                step,
                epoch,
                position,
                takesOver,
                onWord,
                apart,
                false,
                startedAt,
                tried,
                given,
                answer,
                look);
    }

    public Instant deadline() {
        return startedAt.plus(step.limit());
    }

    /** Whether there is still something to wait for, and time to. */
    boolean waits(Instant now) {
        return (!step.patience().isZero() && now.isBefore(startedAt.plus(step.patience())))
                || (needsData() && now.isBefore(dataDue()));
    }

    /** So that the node has a third of the limit left to act on it. */
    private Instant dataDue() {
        return startedAt.plus(step.limit().multipliedBy(2).dividedBy(3));
    }

    /** Nothing runs any more, and the data has come far enough. */
    boolean isAwaited(GroupReport said) {
        var isQuiet = step.patience().isZero() || said.running() == null || said.running() == 0;
        return isQuiet && hasData(said);
    }

    boolean needsData() {
        return unsaid || position != null;
    }

    /** Whether there is more to wait for than was known. */
    boolean isFurther(long end) {
        return position == null || end > position;
    }

    boolean hasData(GroupReport said) {
        if (position == null) {
            return !unsaid;
        }
        return said.position() == null ? onWord : said.position() >= position;
    }

    /** Whether the node, which was to take data over, serves already without having had this order, the first to start it. */
    boolean isServedUnasked(GroupReport said) {
        return takesOver && said.state().isServing() && said.epoch() < epoch;
    }

    /** How much of its own the node has beside the other's data, for which the order is kept back. */
    Optional<Long> ownData(GroupReport said) {
        return Optional.ofNullable(said.position())
                .filter(here ->
                        takesOver && position != null && said.state() == ReportedState.INACTIVE && said.epoch() < epoch)
                .map(here -> here - Objects.requireNonNull(position))
                .filter(more -> more > 0);
    }
}
