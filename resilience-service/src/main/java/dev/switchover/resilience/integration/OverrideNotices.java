package dev.switchover.resilience.integration;

import dev.switchover.contracts.resilience.v1.ResilienceNotice;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Decision;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.Outcome;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunInTrouble;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideDecided;
import dev.switchover.contracts.resilience.v1.ResilienceNotice.RunOverrideRequested;
import dev.switchover.kit.override.Fact;
import dev.switchover.kit.override.OverrideEvent;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideExpired;
import dev.switchover.kit.override.OverrideEvent.OverrideOutdated;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.override.OverrideId;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.plan.domain.Definition;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What others may know of an override: that it waits for a second person, and that it does no more. */
final class OverrideNotices {

    private OverrideNotices() {}

    /** @param definitions of the deployment it is about */
    static List<ResilienceNotice> of(OverrideEvent event, Function<DeploymentId, Definition> definitions, Instant at) {
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
                        asked.requestedBy(),
                        asked.facts().stream().map(Fact::toString).toList(),
                        definitions.apply(DeploymentId.named(asked.subject())).drill()));
            case OverrideApproved approved -> List.of(decided(id, at, Decision.APPROVED));
            case OverrideOutdated(var override, var by, var command, var subject, var changes) -> {
                var detail = String.join("; ", changes);
                yield List.of(
                        decided(id, at, Decision.OUTDATED),
                        ended(id, at, command, Outcome.REJECTED, detail, subject, definitions));
            }
            case OverrideExpired(var override, var command, var subject) ->
                List.of(
                        decided(id, at, Decision.EXPIRED),
                        ended(id, at, command, Outcome.REJECTED, "nobody approved it in time", subject, definitions));
            case OverrideCancelled(var override, var by, var command, var subject) ->
                command == null || subject == null
                        ? List.of(decided(id, at, Decision.CANCELLED))
                        : List.of(
                                decided(id, at, Decision.CANCELLED),
                                ended(id, at, command, Outcome.ABORTED, "cancelled by " + by, subject, definitions));
        };
    }

    private static ResilienceNotice ended(
            OverrideId id,
            Instant at,
            String command,
            Outcome outcome,
            String detail,
            String subject,
            Function<DeploymentId, Definition> definitions) {
        var deployment = DeploymentId.named(subject);
        var definition = definitions.apply(deployment);
        return new RunInTrouble(
                deployment.toString(),
                at,
                definition.operators(),
                id.operation(),
                command,
                outcome,
                detail,
                definition.drill());
    }

    private static ResilienceNotice decided(OverrideId id, Instant at, Decision decision) {
        return new RunOverrideDecided(id.toString(), at, id.operation(), decision);
    }
}
