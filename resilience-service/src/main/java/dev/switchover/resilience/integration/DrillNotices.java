package dev.switchover.resilience.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.DrillDue;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.drill.domain.DrillEvent;
import dev.switchover.resilience.drill.domain.DrillEvent.DrillCalledFor;
import dev.switchover.resilience.plan.domain.Definition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others may know of reminders. */
record DrillNotices(Definition definition, Instant at) {

    List<ResilienceNotice> of(DrillEvent event) {
        return switch (event) {
            case DrillCalledFor(var id, var deployment, var since, var held, var every) ->
                List.of(new DrillDue(
                        new DeploymentId(deployment).toString(),
                        at,
                        definition.operators(),
                        held ? since : null,
                        every == null ? null : wholeDays(every)));
        };
    }

    private static @Nullable Integer wholeDays(Duration every) {
        return every.equals(Duration.ofDays(every.toDays())) ? Math.toIntExact(every.toDays()) : null;
    }
}
