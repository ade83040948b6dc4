package dev.switchover.notification.letter.policy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.notification.contact.domain.ContactEvent.ContactChanged;
import dev.switchover.notification.letter.claims.ReleaseHeld;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** Who can be written to at last gets what has been waiting. */
@Singleton
@ProcessingGroup("held-mail-release")
@DisallowReplay
public class ReleaseWhenContactChanged {

    private final Commands commands;

    ReleaseWhenContactChanged(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(ContactChanged event) {
        commands.send(new ReleaseHeld(event.party()));
    }
}
