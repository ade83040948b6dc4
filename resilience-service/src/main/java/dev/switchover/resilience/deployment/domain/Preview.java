package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Gates;
import dev.switchover.resilience.plan.domain.RunPlan;

/** What a run would do, and whether it may. */
public record Preview(RunPlan plan, Gates gates) {}
