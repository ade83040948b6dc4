package dev.switchover.resilience.where.domain;

import dev.switchover.resilience.roles.domain.Answer;
import dev.switchover.resilience.roles.domain.Board;
import dev.switchover.resilience.roles.domain.Confirmed;
import dev.switchover.resilience.roles.domain.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where users go now.
 *
 * @param cc the name of the active side's contact centre
 * @param edge the name that stays the same on whichever side the service is
 * @param since when the service moved there; null while no side has it
 * @param onTheWay a run goes on, which may be taking it from one side to the other
 */
public record Guidance(
        @Nullable String cc,
        @Nullable String edge,
        @Nullable Instant since,
        boolean drill,
        boolean onTheWay,
        Confirmed confirmed) {

    public static Guidance of(Signpost signpost, Board board) {
        var deployment = signpost.deployment();
        return Stream.of(signpost.main(), signpost.standby())
                .filter(node -> board.of(deployment, node).role() == Role.OWNER)
                .findFirst()
                .map(active -> to(active, signpost, board.of(deployment, active)))
                .orElseGet(() -> new Guidance(
                        null, signpost.edge(), null, signpost.drill(), signpost.onTheWay(), board.confirmed()));
    }

    private static Guidance to(String active, Signpost signpost, Answer answer) {
        var cc = signpost.cc(active).orElse(null);
        return new Guidance(
                cc, signpost.edge(), answer.since(), signpost.drill(), signpost.onTheWay(), answer.confirmed());
    }

    /** On no side: asked again, there may be an answer. */
    public boolean isAway() {
        return since == null;
    }

    /** Between two sides: there will be an answer in a moment. */
    public boolean isMoving() {
        return isAway() && onTheWay;
    }

    /** Where the browser is sent; nowhere while no side has the service, or if users know no name of it. */
    public Optional<String> target() {
        return isAway() ? Optional.empty() : Optional.ofNullable(cc == null ? edge : cc);
    }
}
