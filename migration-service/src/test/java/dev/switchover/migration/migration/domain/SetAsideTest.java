package dev.switchover.migration.migration.domain;

import static dev.switchover.migration.migration.domain.Given.ID;
import static dev.switchover.migration.migration.domain.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.gate.Gate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetAsideTest {

    private static final Gate MOVED =
            Gate.fail("registrations-moved", "2 bound to a", "0 bound to a", NOW, "Move them.");
    private static final Gate CUSTOMERS = Gate.fail("customers-moved", "1 left", "0 left", NOW, "Move it.");

    private final SetAside agreed = new SetAside(
            ID, Set.of("registrations-moved", "customers-moved"), Map.of("registrations-moved", List.of("s/1", "s/2")));

    @Test
    void countsForWhatWasAgreedToAndForLess() {
        assertThat(agreed.judge(MOVED, List.of("s/2", "s/1")).refuses()).isFalse();
        assertThat(agreed.judge(MOVED, List.of("s/2")).refuses()).isFalse();
        assertThat(agreed.judge(CUSTOMERS, List.of()).refuses()).isFalse();
    }

    @Test
    void countsForNothingElse() {
        var gate = agreed.judge(MOVED, List.of("s/2", "s/3"));
        assertThat(gate.refuses()).isTrue();
        assertThat(gate.remedy())
                .isEqualTo(
                        "Move them. It was set aside for s/1, s/2, not for s/3: mend that, or cancel the removal, POST /migrations/m1/removal/cancel, and ask two persons anew.");
        var other = Gate.fail("replication-in-sync", "RUNNING", "in sync", NOW, "Wait.");
        assertThat(agreed.judge(other, List.of("RUNNING"))).isEqualTo(other);
    }

    /** As it was before anybody noted what was set aside. */
    @Test
    void countsForAllIfNobodyNotedWhatItConcerned() {
        var before = new SetAside(ID, Set.of("registrations-moved"), Map.of());
        assertThat(before.judge(MOVED, List.of("s/9")).refuses()).isFalse();
    }
}
