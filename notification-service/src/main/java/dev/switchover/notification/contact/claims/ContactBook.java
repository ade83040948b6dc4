package dev.switchover.notification.contact.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.Commands;
import dev.switchover.notification.contact.domain.ContactCommand.ChangeContact;
import dev.switchover.notification.contact.domain.ContactCommand.EraseContact;
import dev.switchover.notification.mail.Reader;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;

/** Writes what the log may not know, in the same transaction as the event that says it has changed. */
@Singleton
public class ContactBook {

    private final Commands commands;
    private final ContactTable contacts;
    private final ObjectMapper json;
    private final Clock clock;

    ContactBook(Commands commands, ContactTable contacts, ObjectMapper json, Clock clock) {
        this.commands = commands;
        this.contacts = contacts;
        this.json = json;
        this.clock = clock;
    }

    @CommandHandler
    long handle(PutContact command) {
        return put(List.of(command)).getFirst().version();
    }

    /** Many at once, for a fraction of the statements. */
    @CommandHandler
    void handle(PutContacts command) {
        put(command.contacts());
    }

    private List<Card> put(List<PutContact> changes) {
        var parties = changes.stream().map(PutContact::party).toList();
        contacts.lockForChange(parties);
        var salts = new HashMap<>(contacts.salts(parties));
        parties.forEach(party ->
                salts.computeIfAbsent(party, unsalted -> UUID.randomUUID().toString()));
        var cards = changes.stream()
                .map(change -> change(change, salts.getOrDefault(change.party(), "")))
                .toList();
        contacts.replace(cards, salts, clock.instant());
        return cards;
    }

    private Card change(PutContact change, String salt) {
        var recipients = change.recipients();
        long version = commands.send(
                new ChangeContact(change.party(), recipients.size(), hash(salt, recipients), change.expectedVersion()));
        return new Card(change.party(), version, recipients);
    }

    @CommandHandler
    long handle(ForgetContact command) {
        contacts.lockForChange(List.of(command.party()));
        long version = commands.send(new EraseContact(command.party(), command.expectedVersion()));
        contacts.delete(command.party());
        return version;
    }

    private String hash(String salt, List<Reader> recipients) {
        try {
            var content = (salt + json.writeValueAsString(recipients)).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
