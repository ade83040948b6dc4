package dev.switchover.notification.contact.importing;

import dev.switchover.notification.contact.domain.ContactEvent.ContactErased;
import jakarta.inject.Singleton;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;

/** Who is erased must not come back from a file that is still being applied. */
@Singleton
@ProcessingGroup("staged-contact-erasure")
public class StagedErasure {

    private final ImportTable imports;

    StagedErasure(ImportTable imports) {
        this.imports = imports;
    }

    @EventHandler
    void on(ContactErased event) {
        imports.forget(event.party());
    }
}
