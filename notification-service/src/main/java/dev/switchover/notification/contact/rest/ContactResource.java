package dev.switchover.notification.contact.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.http.Versions;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.notification.contact.claims.Card;
import dev.switchover.notification.contact.claims.ContactTable;
import dev.switchover.notification.contact.claims.ForgetContact;
import dev.switchover.notification.contact.claims.PutContact;
import dev.switchover.notification.contact.claims.RecipientRules;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Reader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is written to on behalf of a party. Personal data, so not for everyone's eyes. */
@Path("/contacts/{party}")
public class ContactResource {

    private final Commands commands;
    private final ContactTable contacts;

    ContactResource(Commands commands, ContactTable contacts) {
        this.commands = commands;
        this.contacts = contacts;
    }

    /** One who is written to. Without a language it is English, without a time zone UTC. */
    public record Recipient(
            @Nullable String email,
            @Nullable String language,
            @Nullable String name,
            @Nullable String timeZone) {}

    /** All who are written to. */
    public record Contact(@NotNull @Size(min = 1, max = 50) List<@NotNull Recipient> recipients) {}

    @PUT
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR, Roles.ADMIN})
    @Answers(200)
    public Response put(
            @PathParam("party") @Slug String party, @Context HttpHeaders headers, @Valid @NotNull Contact contact) {
        var id = new Party(party);
        commands.send(new PutContact(id, readers(contact), Versions.ifMatch(headers)));
        return answer(found(id));
    }

    @GET
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    public Response get(@PathParam("party") @Slug String party) {
        return answer(found(new Party(party)));
    }

    /** Erases the party's people here and in all mails; the hashes in the log stay and say nothing any more. */
    @DELETE
    @RolesAllowed({Roles.OPERATOR, Roles.ADMIN})
    public void erase(@PathParam("party") @Slug String party, @Context HttpHeaders headers) {
        commands.send(new ForgetContact(new Party(party), Versions.ifMatch(headers)));
    }

    private Card found(Party party) {
        return contacts.find(party).orElseThrow(() -> Rejection.notFound(
                        "contact-unknown", "Nobody is known to write to for " + party.value() + ".")
                .remedy("PUT /contacts/" + party.value()));
    }

    private static Response answer(Card card) {
        var recipients = card.recipients().stream()
                .map(it -> new Recipient(
                        it.email(), it.language().tag(), it.name(), it.zone().getId()))
                .toList();
        return Response.ok(new Contact(recipients))
                .tag(Versions.tag(card.version()))
                .build();
    }

    private static List<Reader> readers(Contact contact) {
        var readers = new ArrayList<Reader>();
        var refusal = Rejection.invalid("contact-invalid", "The contact cannot be taken as it is.");
        for (int i = 0; i < contact.recipients().size(); i++) {
            var given = contact.recipients().get(i);
            var result = RecipientRules.check(given.email(), given.language(), given.name(), given.timeZone());
            for (var breach : result.breaches()) {
                refusal = refused(refusal, i, breach);
            }
            var reader = result.reader();
            if (reader != null && isAmong(readers, reader)) {
                refusal = refused(refusal, i, RecipientRules.ONCE);
            } else if (reader != null) {
                readers.add(reader);
            }
        }
        if (readers.size() < contact.recipients().size()) {
            throw refusal;
        }
        return readers;
    }

    private static Rejection refused(Rejection refusal, int recipient, RecipientRules.Breach breach) {
        return refusal.at(
                "recipients[%d].%s".formatted(recipient, breach.field()), breach.rule(), null, breach.remedy());
    }

    private static boolean isAmong(List<Reader> readers, Reader reader) {
        return readers.stream().anyMatch(it -> RecipientRules.isSameMailbox(it.email(), reader.email()));
    }
}
