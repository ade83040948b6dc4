package dev.switchover.notification.contact.domain;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Everything one can ask of a contact. {@code expectedVersion} is the version the caller has seen, if it matters. */
public sealed interface ContactCommand {

    Party party();

    /** Answers the version that now holds. */
    record ChangeContact(
            @TargetAggregateIdentifier Party party,
            int recipients,
            String sha256,
            @Nullable Long expectedVersion) implements ContactCommand {}

    /** Answers the version that now holds. */
    record EraseContact(
            @TargetAggregateIdentifier Party party,
            @Nullable Long expectedVersion) implements ContactCommand {}
}
