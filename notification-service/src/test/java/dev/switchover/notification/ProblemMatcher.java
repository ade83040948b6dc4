package dev.switchover.notification;

import dev.switchover.kit.problem.Rejection;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** A refusal, told by its problem; for Axon's test fixture, which speaks hamcrest. */
public final class ProblemMatcher extends TypeSafeMatcher<Rejection> {

    private final String problem;

    private ProblemMatcher(String problem) {
        this.problem = problem;
    }

    public static ProblemMatcher problem(String problem) {
        return new ProblemMatcher(problem);
    }

    @Override
    protected boolean matchesSafely(Rejection rejection) {
        return rejection.problem().equals(problem);
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a rejection because of ").appendValue(problem);
    }

    @Override
    protected void describeMismatchSafely(Rejection rejection, Description description) {
        description.appendText("was rejected because of ").appendValue(rejection.problem());
    }
}
