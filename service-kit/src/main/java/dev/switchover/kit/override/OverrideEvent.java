package dev.switchover.kit.override;

import dev.switchover.eventstore.StoredAs;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to an override. */
public sealed interface OverrideEvent {

    OverrideId overrideId();

    /** Those of before do not say what was true of the command when it was asked. */
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
            List<Fact> facts,
            Instant expiresAt)
            implements OverrideEvent {

        public OverrideRequested {
            facts = facts == null ? List.of() : List.copyOf(facts);
        }
    }

    /** In the same transaction as what it allowed. */
    @StoredAs("override.approved")
    record OverrideApproved(OverrideId overrideId, String by) implements OverrideEvent {}

    /** Somebody wanted to approve what is no longer what was asked. */
    @StoredAs("override.outdated")
    record OverrideOutdated(OverrideId overrideId, String by, String command, String subject, List<String> changes)
            implements OverrideEvent {}

    /** Nobody approved it in time. */
    @StoredAs("override.expired")
    record OverrideExpired(OverrideId overrideId, String command, String subject) implements OverrideEvent {}

    /** Those of before do not say what had been asked. */
    @StoredAs("override.cancelled")
    record OverrideCancelled(
            OverrideId overrideId,
            String by,
            @Nullable String command,
            @Nullable String subject) implements OverrideEvent {}
}
