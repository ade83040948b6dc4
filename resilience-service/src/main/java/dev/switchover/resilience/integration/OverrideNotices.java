package dev.switchover.resilience.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Decision;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideDecided;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideRequested;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.override.OverrideId;
import java.time.Instant;
import java.util.List;

/** What others may know of an override: that it waits for a second person, and that it does no more. */
final class OverrideNotices {

    private OverrideNotices() {}

    /** @param drill whether the deployment it is about is one */
    static List<ResilienceNotice> of(OverrideEvent event, boolean drill, Instant at) {
        var id = event.overrideId();
        return switch (event) {
            case OverrideRequested asked ->
                List.of(new RunOverrideRequested(
                        id.toString(),
                        at,
                        id.operation(),
                        asked.command(),
                        asked.subject(),
                        asked.gates(),
                        asked.reason(),
                        asked.ticket(),
                        drill));
            case OverrideApproved approved -> decided(id, at, Decision.APPROVED);
            case OverrideCancelled cancelled -> decided(id, at, Decision.CANCELLED);
        };
    }

    private static List<ResilienceNotice> decided(OverrideId id, Instant at, Decision decision) {
        return List.of(new RunOverrideDecided(id.toString(), at, id.operation(), decision));
    }
}
