package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.Presence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt to carry out an order, from the moment the node is asked to the report. */
public final class Attempt {

    private final Clock clock;
    private final ActionOrder order;
    private final List<String> secrets;
    private final Instant asked;
    private final long begun = System.nanoTime(); // a limit and a duration must not follow a clock that steps

    private Attempt(Clock clock, ActionOrder order, List<String> secrets) {
        this.clock = clock;
        this.order = order;
        this.secrets = secrets;
        this.asked = clock.instant();
    }

    /** The node is about to be asked; the secrets must not show in the report. */
    public static Attempt begin(Clock clock, ActionOrder order, List<String> secrets) {
        return new Attempt(clock, order, secrets);
    }

    /** What is left of the order's limit; never less than a millisecond, for zero often means for ever. */
    public Duration left() {
        var left = order.limit().minusNanos(System.nanoTime() - begun);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    /** The node gave an exit code. Of status, only what is understood whole counts. */
    public ActionReport answered(int exitCode, String output, Optional<Status> status) {
        if (order.action() == NodeAction.STATUS && exitCode == 0 && status.isEmpty()) {
            return inDoubt("The status was not understood: " + output);
        }
        var result = ExitCode.result(exitCode);
        return report(result, exitCode, output, status.map(this::nodeReport).orElse(null), Presence.THERE);
    }

    /** Nothing was carried out, for sure. */
    public ActionReport rejected(String why) {
        return report(Result.REJECTED, null, why, null, Presence.THERE);
    }

    /** As {@link #rejected}, and not by the node, as far as anybody can tell: it was not asked. */
    public ActionReport notAsked(String why) {
        return report(Result.REJECTED, null, why, null, Presence.UNPROVEN);
    }

    /** It may have happened, or still be happening. */
    public ActionReport inDoubt(String why) {
        return report(Result.IN_DOUBT, null, why, null, Presence.THERE);
    }

    /** As {@link #inDoubt}, and nothing shows that anybody is there. */
    public ActionReport unanswered(String why) {
        return report(Result.IN_DOUBT, null, why, null, Presence.SILENT);
    }

    /** As {@link #inDoubt}, and somebody else answered in its place. */
    public ActionReport answeredForIt(String why) {
        return report(Result.IN_DOUBT, null, why, null, Presence.UNPROVEN);
    }

    // As old as the question: the node may have looked right after it was asked.
    private NodeReport nodeReport(Status status) {
        return status.at(asked, words -> Printable.of(words, secrets));
    }

    private ActionReport report(
            Result result, @Nullable Integer exitCode, String output, @Nullable NodeReport status, Presence presence) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        return new ActionReport(
                result, exitCode, Printable.of(output, secrets), took, clock.instant(), status, presence);
    }
}
