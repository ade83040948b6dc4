package dev.switchover.notification.contact.claims;

import java.util.List;

/** Several at once, all or none; no party twice. */
public record PutContacts(List<PutContact> contacts) {

    public PutContacts {
        contacts = List.copyOf(contacts);
    }
}
