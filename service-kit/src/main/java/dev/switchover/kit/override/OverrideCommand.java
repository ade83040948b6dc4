package dev.switchover.kit.override;

import java.time.Instant;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of an override. */
public sealed interface OverrideCommand {

    OverrideId overrideId();

    /** {@code payload} is the waiting command as JSON, {@code command} the name it is stored under. */
    record RequestOverride(
            @TargetAggregateIdentifier OverrideId overrideId,
            String command,
            String payload,
            String subject,
            List<String> gates,
            String reason,
            @Nullable String ticket,
            String requestedBy,
            List<Fact> facts,
            Instant at,
            Instant expiresAt)
            implements OverrideCommand {}

    /** Answers with the event of the request, which holds the command to carry out, if this person may approve it. */
    record LookAtOverride(@TargetAggregateIdentifier OverrideId overrideId, String by, Instant at)
            implements OverrideCommand {}

    /** Answers with what has changed since it was asked; the command is carried out only if nothing has. */
    record ApproveOverride(@TargetAggregateIdentifier OverrideId overrideId, String by, List<Fact> facts, Instant at)
            implements OverrideCommand {}

    /** Its time is over, unless it is decided. */
    record ExpireOverride(@TargetAggregateIdentifier OverrideId overrideId, Instant at) implements OverrideCommand {}

    record CancelOverride(@TargetAggregateIdentifier OverrideId overrideId, String by, Instant at)
            implements OverrideCommand {}
}
