package dev.switchover.resilience.where.domain;

import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.roles.domain.Answer;
import dev.switchover.resilience.roles.domain.Board;
import dev.switchover.resilience.roles.domain.Confirmed;
import dev.switchover.resilience.roles.domain.Role;
import dev.switchover.resilience.where.domain.Signpost.ContactCentre;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where users go now.
 *
 * @param cc the name of the active side's contact centre
 * @param ccStopped that contact centre says that it does not run, or not yet
 * @param edge the name that stays the same on whichever side the service is
 * @param since when the service moved there; null while no side has it
 * @param underWay what a run does that goes on; null: none does
 */
public record Guidance(
        @Nullable String cc,
        boolean ccStopped,
        @Nullable String edge,
        @Nullable Instant since,
        boolean drill,
        @Nullable RunKind underWay,
        Confirmed confirmed) {

    public static Guidance of(Signpost signpost, Board board) {
        var deployment = signpost.deployment();
        return Stream.of(signpost.main(), signpost.standby())
                .filter(node -> board.of(deployment, node).role() == Role.OWNER)
                .findFirst()
                .map(active -> to(active, signpost, board.of(deployment, active)))
                .orElseGet(() -> new Guidance(
                        null, false, signpost.edge(), null, signpost.drill(), signpost.underWay(), board.confirmed()));
    }

    private static Guidance to(String active, Signpost signpost, Answer answer) {
        var cc = signpost.cc(active);
        return new Guidance(
                cc.map(ContactCentre::name).orElse(null),
                cc.filter(it -> !it.runs()).isPresent(),
                signpost.edge(),
                answer.since(),
                signpost.drill(),
                signpost.underWay(),
                answer.confirmed());
    }

    /** On no side: asked again, there may be an answer. */
    public boolean isAway() {
        return since == null;
    }

    /** Between two sides: there will be an answer in a moment. */
    public boolean isMoving() {
        return isAway() && underWay != null && underWay.isSwitchover();
    }

    /** Its node takes no new calls any more; running ones may still go on. */
    public boolean isStopping() {
        return isAway() && underWay == RunKind.STOP_SERVICES;
    }

    public boolean isStarting() {
        return isAway() && underWay == RunKind.START_SERVICES;
    }

    /** Asked again, there may be another answer. */
    public boolean isToBeAskedAgain() {
        return isAway() || ccStopped;
    }

    /** Where the browser is sent; nowhere while nothing runs there, or if users know no name of it. */
    public Optional<String> target() {
        return isToBeAskedAgain() ? Optional.empty() : Optional.ofNullable(cc == null ? edge : cc);
    }
}
