package dev.switchover.notification.letter.claims;

import dev.switchover.kit.axon.Commands;
import dev.switchover.notification.contact.claims.Card;
import dev.switchover.notification.contact.claims.ContactTable;
import dev.switchover.notification.letter.domain.NotificationCommand.CancelNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.HoldNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.ReleaseNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.RequestNotification;
import dev.switchover.notification.letter.domain.NotificationCommand.WithdrawNotification;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Occasion;
import dev.switchover.notification.letter.domain.Seal;
import dev.switchover.notification.mail.Composer;
import dev.switchover.notification.mail.Reader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandHandler;

/** Turns an announcement into mails, one for each recipient of the party, in one transaction with their events. */
@Singleton
public class Mailroom {

    private final Commands commands;
    private final ContactTable contacts;
    private final MessageTable messages;
    private final HeldTable held;
    private final Composer composer;
    private final Clock clock;

    Mailroom(
            Commands commands,
            ContactTable contacts,
            MessageTable messages,
            HeldTable held,
            Composer composer,
            Clock clock) {
        this.commands = commands;
        this.contacts = contacts;
        this.messages = messages;
        this.held = held;
        this.composer = composer;
        this.clock = clock;
    }

    @CommandHandler
    void handle(Announce command) {
        contacts.keepAsItIs(command.party());
        contacts.find(command.party()).ifPresentOrElse(card -> write(command, card, 0), () -> hold(command));
    }

    @CommandHandler
    List<NotificationId> handle(ReleaseHeld command) {
        contacts.keepAsItIs(command.party());
        return contacts.find(command.party()).stream()
                .flatMap(card -> held.of(command.party()).stream().map(it -> release(it, card)))
                .toList();
    }

    /** Whether some of them had no reader yet, so that nobody has been told. */
    @CommandHandler
    boolean handle(WithdrawLetters command) {
        var waiting = held.about(command.obsolete());
        waiting.forEach(it -> withdraw(it, command));
        if (command.obsolete().evenIfMade()) {
            messages.onTheirWay(command.obsolete()).stream()
                    .filter(it -> command.obsolete().left(it.letter()).isEmpty())
                    .forEach(it -> withdraw(it, command));
        }
        return !waiting.isEmpty();
    }

    /** Its bytes are made once: one that is in part still true stays as it is. */
    private void withdraw(OnItsWay mail, WithdrawLetters command) {
        messages.pointless(mail.notificationId(), command.reason());
        commands.send(new WithdrawNotification(mail.notificationId(), command.reason()));
    }

    private void withdraw(Held waiting, WithdrawLetters command) {
        command.obsolete()
                .left(waiting.letter())
                .ifPresentOrElse(
                        left -> held.rewrite(waiting.notificationId(), left),
                        () -> commands.send(new CancelNotification(waiting.notificationId(), command.reason())));
    }

    private void hold(Announce command) {
        var id = NotificationId.of(command.noticeId(), command.party().value(), 0);
        held.insert(id, command, clock.instant());
        commands.send(new HoldNotification(id, occasion(command)));
    }

    private NotificationId release(Held waiting, Card card) {
        var announced = new Announce(waiting.noticeId(), waiting.about(), card.party(), waiting.letter());
        var seal = seal(waiting.notificationId(), announced, card.recipients().getFirst());
        commands.send(new ReleaseNotification(waiting.notificationId(), seal));
        held.delete(waiting.notificationId());
        write(announced, card, 1);
        return waiting.notificationId();
    }

    private void write(Announce command, Card card, int firstPlace) {
        IntStream.range(firstPlace, card.recipients().size()).forEach(place -> {
            var id = NotificationId.of(command.noticeId(), command.party().value(), place);
            var seal = seal(id, command, card.recipients().get(place));
            commands.send(new RequestNotification(id, occasion(command), seal));
        });
    }

    private Seal seal(NotificationId id, Announce command, Reader reader) {
        var now = clock.instant();
        var sheet = composer.compose(command.letter(), reader, id.value(), now);
        messages.insert(id, command, reader.email(), sheet, now);
        return new Seal(reader.language().tag(), sheet.messageId(), sheet.sha256());
    }

    private static Occasion occasion(Announce command) {
        var letter = command.letter();
        return new Occasion(
                command.party().value(), command.about(), command.noticeId(), letter.template(), letter.version());
    }
}
