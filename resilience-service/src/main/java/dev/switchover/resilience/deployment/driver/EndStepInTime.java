package dev.switchover.resilience.deployment.driver;

import static java.util.stream.Collectors.toMap;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deed;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.resilience.deployment.claims.WatchTable;
import dev.switchover.resilience.deployment.claims.WatchTable.Unseen;
import dev.switchover.resilience.deployment.claims.WatchTable.Watched;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.EndStep;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says when the time of an order is over. Followers are not given up by time alone: each that is missing must have been
 * looked at once more when its time was over, and the time in which nobody looked does not count. One at which a look fails
 * by itself is waited for as long again: it may fail so for ever.
 */
@Singleton
public class EndStepInTime implements Deed<EndStepInTime.Timed> {

    public static final String NAME = "end-step-in-time";

    private static final Duration LATER = Duration.ofSeconds(1);

    /**
     * The order that has a limit.
     *
     * @param startedAt none, nor a limit, in deeds of before: their time is over when they are first carried out
     * @param round counts the deeds of the order
     */
    public record Timed(
            String deployment,
            int run,
            int order,
            @Nullable Instant startedAt,
            @Nullable Duration limit,
            int round) {

        public static Timed of(StepOrder order) {
            return new Timed(
                    order.deployment(),
                    order.run(),
                    order.order(),
                    order.startedAt(),
                    order.step().limit(),
                    0);
        }

        String deed() {
            return deployment + "." + run + "." + order + "." + round;
        }

        Timed next(Instant startedAt, Duration limit) {
            return new Timed(deployment, run, order, startedAt, limit, round + 1);
        }
    }

    private final Commands commands;
    private final WatchTable watch;
    private final Deeds deeds;
    private final WhileItLasts whileItLasts;
    private final Clock clock;

    EndStepInTime(Commands commands, WatchTable watch, Deeds deeds, WhileItLasts whileItLasts, Clock clock) {
        this.commands = commands;
        this.watch = watch;
        this.deeds = deeds;
        this.whileItLasts = whileItLasts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Timed> details() {
        return Timed.class;
    }

    @Override
    public void carryOut(Timed timed, int attempt) {
        var id = new DeploymentId(timed.deployment());
        whileItLasts.run(id, NAME + " " + timed.deed(), () -> end(id, timed));
    }

    /** A step whose end nobody tells would stand open for ever: this is tried for as long as it takes. */
    @Override
    public void givenUp(Timed timed, Exception lastFailure) {
        carryOut(timed, attempts());
    }

    private void end(DeploymentId id, Timed timed) {
        var startedAt = Objects.requireNonNullElseGet(timed.startedAt(), clock::instant);
        var limit = Objects.requireNonNullElse(timed.limit(), Duration.ZERO);
        var lookedAt = watch.lookedAtAfter(limit, startedAt, id).stream()
                .map(Watched::owed)
                .toList();
        var unseen = watch.unseenUntil(limit.multipliedBy(2), startedAt, id).stream()
                .collect(toMap(one -> one.watched().owed(), Unseen::why));
        if (!commands.<Boolean>send(new EndStep(id, timed.run(), timed.order(), lookedAt, unseen))) {
            var next = timed.next(startedAt, limit);
            deeds.schedule(NAME, next.deed(), clock.instant().plus(LATER), next);
        }
    }
}
