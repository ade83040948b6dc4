package dev.switchover.notification.contact.domain;

import static org.axonframework.modelling.command.AggregateCreationPolicy.CREATE_IF_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.notification.contact.domain.ContactCommand.ChangeContact;
import dev.switchover.notification.contact.domain.ContactCommand.EraseContact;
import dev.switchover.notification.contact.domain.ContactEvent.ContactChanged;
import dev.switchover.notification.contact.domain.ContactEvent.ContactErased;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** How a party is reached: which version holds. What it says lies outside the log, where it can be erased. */
@AggregateRoot(type = "Contact")
public class Contact {

    @AggregateIdentifier
    private @Nullable Party party;

    private long version;
    private String sha256 = "";

    /** For Axon, which then replays the events. */
    Contact() {}

    @CommandHandler
    @CreationPolicy(CREATE_IF_MISSING)
    long decide(ChangeContact command) {
        refuseIfStale(command.expectedVersion());
        if (command.recipients() == 0) {
            throw Rejection.invalid("contact-without-recipient", "A contact needs somebody to write to.")
                    .at("recipients", "at least one", "[]")
                    .remedy("To forget the party's people, DELETE the contact.");
        }
        if (!command.sha256().equals(sha256)) {
            apply(new ContactChanged(command.party(), version + 1, command.recipients(), command.sha256()));
        }
        return version;
    }

    @CommandHandler
    long decide(EraseContact command) {
        refuseIfStale(command.expectedVersion());
        if (!sha256.isEmpty()) {
            apply(new ContactErased(command.party(), version + 1));
        }
        return version;
    }

    @EventSourcingHandler
    void evolve(ContactEvent event) {
        party = event.party();
        version = event.version();
        sha256 = event instanceof ContactChanged changed ? changed.sha256() : "";
    }

    private void refuseIfStale(@Nullable Long expected) {
        if (expected != null && expected != version) {
            throw Rejection.stale("stale-version", "%s is at version %d, not %d.".formatted(party, version, expected))
                    .remedy("Read it again, and repeat the change on what it says now.")
                    .with("version", version);
        }
    }
}
