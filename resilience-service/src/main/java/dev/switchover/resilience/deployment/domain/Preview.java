package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.RunPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do, and whether it may.
 *
 * @param ownData what the node that is to take data over has of its own; null: nobody knows of any
 */
public record Preview(RunPlan plan, Gates gates, @Nullable String ownData) {

    Preview(RunPlan plan, Gates gates) {
        this(plan, gates, null);
    }

    /** All is as asked already: nothing is done, so nothing refuses it. */
    static Preview nothing(RunKind kind) {
        return new Preview(new RunPlan(kind, null, null, List.of()), Gates.of());
    }
}
