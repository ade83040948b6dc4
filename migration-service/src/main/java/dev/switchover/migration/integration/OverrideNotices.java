package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.Decision;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideOutdated;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.override.OverrideId;
import java.time.Instant;
import java.util.List;

/** What others may know of an override: that it waits for a second person, and that it does no more. */
final class OverrideNotices {

    private OverrideNotices() {}

    static List<MigrationNotice> of(OverrideEvent event, Instant at) {
        var id = event.overrideId();
        return switch (event) {
            case OverrideRequested asked ->
                List.of(new MigrationNotice.OverrideRequested(
                        id.toString(),
                        at,
                        id.operation(),
                        asked.command(),
                        asked.subject(),
                        asked.gates(),
                        asked.reason(),
                        asked.ticket(),
                        asked.requestedBy(),
                        asked.facts().stream().map(Fact::toString).toList()));
            case OverrideApproved approved -> List.of(decided(id, at, Decision.APPROVED));
            case OverrideOutdated outdated ->
                List.of(
                        decided(id, at, Decision.OUTDATED),
                        new OperationEnded(
                                id.toString(),
                                at,
                                id.operation(),
                                outdated.command(),
                                Outcome.REJECTED,
                                outdated.subject(),
                                String.join("; ", outdated.changes())));
            case OverrideCancelled cancelled -> List.of(decided(id, at, Decision.CANCELLED));
        };
    }

    private static MigrationNotice decided(OverrideId id, Instant at, Decision decision) {
        return new MigrationNotice.OverrideDecided(id.toString(), at, id.operation(), decision);
    }
}
