package dev.switchover.kit.override;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to an override. */
public sealed interface OverrideEvent {

    OverrideId overrideId();

    @StoredAs("override.requested")
    record OverrideRequested(
            OverrideId overrideId,
            String command,
            String payload,
            String subject,
            List<String> gates,
            String reason,
            @Nullable String ticket,
            String requestedBy,
            Instant expiresAt)
            implements OverrideEvent {}

    /** In the same transaction as what it allowed. */
    @StoredAs("override.approved")
    record OverrideApproved(OverrideId overrideId, String by) implements OverrideEvent {}

    @StoredAs("override.cancelled")
    record OverrideCancelled(OverrideId overrideId, String by) implements OverrideEvent {}
}
