package dev.switchover.migration;

import dev.switchover.kit.problem.Rejection;
import java.util.function.Predicate;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomMatcher;
import org.hamcrest.Matcher;

/** How tests say which refusal they expect: by the slug a client sees. */
public final class Refusals {

    private Refusals() {}

    public static void refused(ResultValidator<?> result, String problem) {
        result.expectException(rejection(problem, it -> true)).expectNoEvents();
    }

    /** And what it says is to be done. */
    public static void refused(ResultValidator<?> result, String problem, String remedy) {
        result.expectException(rejection(
                        problem + ": " + remedy,
                        it -> it.remedy().filter(remedy::equals).isPresent()))
                .expectNoEvents();
    }

    private static Matcher<Object> rejection(String said, Predicate<Rejection> more) {
        var problem = said.replaceFirst(":.*", "");
        return new CustomMatcher<>("a rejection " + said) {
            @Override
            public boolean matches(Object actual) {
                return actual instanceof Rejection rejection
                        && rejection.problem().equals(problem)
                        && more.test(rejection);
            }
        };
    }
}
