package dev.switchover.kit.override;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.gate.Gate;
import dev.switchover.kit.override.OverrideCommand.ApproveOverride;
import dev.switchover.kit.override.OverrideCommand.CancelOverride;
import dev.switchover.kit.override.OverrideCommand.ExpireOverride;
import dev.switchover.kit.override.OverrideCommand.LookAtOverride;
import dev.switchover.kit.override.OverrideCommand.RequestOverride;
import dev.switchover.kit.override.OverrideEvent.OverrideApproved;
import dev.switchover.kit.override.OverrideEvent.OverrideCancelled;
import dev.switchover.kit.override.OverrideEvent.OverrideExpired;
import dev.switchover.kit.override.OverrideEvent.OverrideOutdated;
import dev.switchover.kit.override.OverrideEvent.OverrideRequested;
import dev.switchover.kit.problem.Rejection;
import java.time.Instant;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.jspecify.annotations.Nullable;

/** One request to set gates aside, from the first person's word to the second's. */
@AggregateRoot(type = "Override")
public class GateOverride {

    @AggregateIdentifier
    private @Nullable OverrideId id;

    private @Nullable OverrideRequested request;
    private OverrideState state = OverrideState.WAITING;

    /** For Axon, which then replays the events. */
    GateOverride() {}

    @CommandHandler
    GateOverride(RequestOverride command) {
        for (var gate : command.gates()) {
            if (Gate.NEVER_OVERRIDABLE.contains(gate)) {
                throw Rejection.invalid("gate-never-overridable", "The gate " + gate + " holds whoever signs.")
                        .at("override.gates", "overridable", gate, "Meet the gate.");
            }
        }
        apply(new OverrideRequested(
                command.overrideId(),
                command.command(),
                command.payload(),
                command.subject(),
                command.gates(),
                command.reason(),
                command.ticket(),
                command.requestedBy(),
                command.facts(),
                command.expiresAt()));
    }

    @CommandHandler
    OverrideRequested decide(LookAtOverride command) {
        return open(command.by(), command.at());
    }

    @CommandHandler
    List<String> decide(ApproveOverride command) {
        var asked = open(command.by(), command.at());
        var changes = Fact.changes(asked.facts(), command.facts());
        apply(
                changes.isEmpty()
                        ? new OverrideApproved(asked.overrideId(), command.by())
                        : new OverrideOutdated(
                                asked.overrideId(), command.by(), asked.command(), asked.subject(), changes));
        return changes;
    }

    @CommandHandler
    void decide(CancelOverride command) {
        if (state != OverrideState.CANCELLED) {
            var asked = waiting();
            apply(new OverrideCancelled(asked.overrideId(), command.by(), asked.command(), asked.subject()));
        }
    }

    @CommandHandler
    void decide(ExpireOverride command) {
        if (request != null && state == OverrideState.WAITING && !command.at().isBefore(request.expiresAt())) {
            apply(new OverrideExpired(request.overrideId(), request.command(), request.subject()));
        }
    }

    private OverrideRequested open(String by, Instant at) {
        if (state == OverrideState.EXPIRED && request != null) {
            throw expired(request);
        }
        var asked = waiting();
        if (asked.requestedBy().equals(by)) {
            throw Rejection.forbidden("second-person-needed", "Who asks for an override cannot approve it.")
                    .remedy("Another approver confirms it.");
        }
        if (at.isAfter(asked.expiresAt())) {
            throw expired(asked);
        }
        return asked;
    }

    private static Rejection expired(OverrideRequested asked) {
        return Rejection.conflict("override-expired", "It could be approved until " + asked.expiresAt() + ".")
                .remedy("Ask again: the world may have changed.");
    }

    private OverrideRequested waiting() {
        if (request == null || state != OverrideState.WAITING) {
            throw Rejection.conflict("override-closed", id + " is " + state + ".");
        }
        return request;
    }

    @EventSourcingHandler
    void evolve(OverrideEvent event) {
        id = event.overrideId();
        switch (event) {
            case OverrideRequested asked -> request = asked;
            case OverrideApproved approved -> state = OverrideState.APPROVED;
            case OverrideExpired expired -> state = OverrideState.EXPIRED;
            case OverrideOutdated outdated -> state = OverrideState.OUTDATED;
            case OverrideCancelled cancelled -> state = OverrideState.CANCELLED;
        }
    }
}
