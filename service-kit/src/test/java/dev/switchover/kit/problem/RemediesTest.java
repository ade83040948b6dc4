package dev.switchover.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

/** A slip in problems.md must not cost anybody his refusal. */
class RemediesTest {

    @Test
    void ofTwoHeadingsOfOneNameTheFirstIsSaid() {
        assertThat(Remedies.in("""
                ## plan-changed

                **What to do:** Look at the
                `dry run` again.

                ## plan-changed

                **What to do:** Something else.
                """)).containsOnly(entry("plan-changed", "Look at the dry run again."));
    }

    @Test
    void whatHasNoRemedyLeavesTheOthersTheirs() {
        assertThat(Remedies.in("""
                ## forgotten

                Nobody has said what to do.

                ## plan-changed

                **What to do:** Look again.
                """)).containsOnly(entry("plan-changed", "Look again."));
    }
}
