package dev.switchover.kit.http;

import dev.switchover.kit.problem.Rejection;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code ?state=} of a list, by the name that answers show. */
public final class StateQuery {

    private StateQuery() {}

    /**
     * The state that is asked for; none: all.
     *
     * @param what has such states, with its article
     */
    public static <E extends Enum<E>> @Nullable E of(Class<E> states, @Nullable String given, String what) {
        if (given == null) {
            return null;
        }
        var known = states.getEnumConstants();
        return Arrays.stream(known)
                .filter(state -> state.name().equals(given))
                .findFirst()
                .orElseThrow(() -> Rejection.badRequest("invalid-request", "There is no such state of " + what + ".")
                        .at("state", "one-of", given, "One of " + names(known)));
    }

    private static String names(Enum<?>[] known) {
        return Arrays.stream(known).map(Enum::name).collect(Collectors.joining(", "));
    }
}
