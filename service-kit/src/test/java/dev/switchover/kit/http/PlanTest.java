package dev.switchover.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.problem.Rejection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final Plan.Step STOP = new Plan.Step("stop", "Stop a");
    private static final Plan.Step START = new Plan.Step("start", "Start b");

    private static Plan plan(Gate gate, Plan.Step... steps) {
        return Plan.of(List.of(steps), Gates.of(gate), List.of());
    }

    @Test
    void anotherLookAtTheSameWorldGivesTheSameHash() {
        var before = plan(Gate.pass("replication-in-sync", "0.2 s", "1 s", NOON), STOP, START);
        var after = plan(Gate.pass("replication-in-sync", "0.3 s", "1 s", NOON.plusSeconds(9)), STOP, START);
        assertThat(after.planHash()).isEqualTo(before.planHash()).hasSize(64);
        assertThatCode(() -> after.require(before.planHash())).doesNotThrowAnyException();
        assertThatCode(() -> after.require(null)).doesNotThrowAnyException();
    }

    @Test
    void anotherOrderOrVerdictIsAnotherPlan() {
        var pass = Gate.pass("replication-in-sync", "0 s", "1 s", NOON);
        var fail = Gate.fail("replication-in-sync", "0 s", "1 s", NOON, "Wait.");
        var plan = plan(pass, STOP, START);
        assertThat(plan(pass, START, STOP).planHash()).isNotEqualTo(plan.planHash());
        assertThat(plan(fail, STOP, START).planHash()).isNotEqualTo(plan.planHash());
        assertThatThrownBy(() -> plan(fail, STOP, START).require(plan.planHash()))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.kind()).isEqualTo(Rejection.Kind.STALE));
    }
}
