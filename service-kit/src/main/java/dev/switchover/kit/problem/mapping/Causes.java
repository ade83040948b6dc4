package dev.switchover.kit.problem.mapping;

import java.util.Optional;
import java.util.stream.Stream;

/** Looks behind the wrappings of frameworks for what really happened. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    static Stream<Throwable> of(Throwable fault) {
        return Stream.<Throwable>iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }

    static <T> Optional<T> first(Throwable fault, Class<T> type) {
        return of(fault).filter(type::isInstance).map(type::cast).findFirst();
    }
}
