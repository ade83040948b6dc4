package dev.switchover.migration;

import dev.switchover.kit.problem.Rejection;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;

/** How tests say which refusal they expect: by the slug a client sees. */
public final class Refusals {

    private Refusals() {}

    public static void refused(ResultValidator<?> result, String problem) {
        result.expectException(rejection(problem)).expectNoEvents();
    }

    private static Matcher<Object> rejection(String problem) {
        return new CustomMatcher<>("a rejection " + problem) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof Rejection rejection
                        && rejection.problem().equals(problem);
            }
        };
    }
}
