package dev.switchover.kit.override;

import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of command that may wait for a second person.
 *
 * @param at the command as it is decided at another time
 * @param facts what it would do now, and what it would set aside; called in the transaction that carries it out
 */
public record Overridable<C>(Class<C> type, BiFunction<C, Instant, C> at, Function<C, List<Fact>> facts) {

    /** One that holds no time of its own. */
    public static <C> Overridable<C> of(Class<C> type, Function<C, List<Fact>> facts) {
        return new Overridable<>(type, (command, now) -> command, facts);
    }

    Object decidedAt(Object command, Instant now) {
        return at.apply(type.cast(command), now);
    }

    List<Fact> factsOf(Object command) {
        return facts.apply(type.cast(command));
    }
}
