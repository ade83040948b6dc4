package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import java.util.List;

/** What a run would do, and whether it may. */
public record Preview(RunPlan plan, Gates gates) {

    /** All is as asked already: nothing is done, so nothing refuses it. */
    static Preview nothing(RunKind kind) {
        return new Preview(new RunPlan(kind, null, null, List.of()), Gates.of());
    }
}
