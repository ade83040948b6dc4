package dev.switchover.migration.integration;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.contracts.migration.v1.MigrationNotice.Decision;
import dev.switchover.contracts.migration.v1.MigrationNotice.OperationEnded;
import dev.switchover.contracts.migration.v1.MigrationNotice.Outcome;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideExpired;
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
                        ended(
                                id,
                                at,
                                outdated.command(),
                                outdated.subject(),
                                Outcome.REJECTED,
                                String.join("; ", outdated.changes())));
            case OverrideExpired expired ->
                List.of(
                        decided(id, at, Decision.EXPIRED),
                        ended(
                                id,
                                at,
                                expired.command(),
                                expired.subject(),
                                Outcome.REJECTED,
                                "nobody approved it in time"));
            case OverrideCancelled(var override, var by, var command, var subject) ->
                command == null || subject == null
                        ? List.of(decided(id, at, Decision.CANCELLED))
                        : List.of(
                                decided(id, at, Decision.CANCELLED),
                                ended(id, at, command, subject, Outcome.ABORTED, "cancelled by " + by));
        };
    }

    private static MigrationNotice ended(
            OverrideId id, Instant at, String command, String subject, Outcome outcome, String detail) {
        return new OperationEnded(id.toString(), at, id.operation(), command, outcome, subject, detail);
    }

    private static MigrationNotice decided(OverrideId id, Instant at, Decision decision) {
        return new MigrationNotice.OverrideDecided(id.toString(), at, id.operation(), decision);
    }
}
