package dev.switchover.notification.letter.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.mail.Sheet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All SQL of mail.message. */
@Singleton
public class MessageTable {

    private final Jdbi database;

    MessageTable(Jdbi database) {
        this.database = database;
    }

    /** What is there already stays: a mail is made once. */
    void insert(NotificationId id, Announce announced, String recipient, Sheet sheet, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into mail.message (notification_id, party, recipient, mime, made_at, about, letter)
                        values (:id, :party, :recipient, :mime, :at, :about, :letter)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("party", announced.party())
                .bind("about", announced.about())
                .bindByType("letter", announced.letter(), HeldTable.LETTER)
                .bind("recipient", recipient)
                .bind("mime", sheet.bytes())
                .bind("at", at)
                .execute());
    }

    public Optional<StoredMail> find(NotificationId id) {
        return database.withHandle(handle -> handle.createQuery(
                        "select recipient, mime, made_at, pointless from mail.message where notification_id = :id")
                .bind("id", id)
                .map((row, context) -> new StoredMail(
                        row.getString("recipient"),
                        row.getBytes("mime"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getString("pointless")))
                .findOne());
    }

    /** Those about the thing that may still go out. */
    List<OnItsWay> onTheirWay(Obsolete obsolete) {
        return database.withHandle(handle -> handle.createQuery("""
                        select notification_id, letter from mail.message
                         where letter is not null and <which>
                         order by made_at, notification_id
                        """)
                .define("which", HeldTable.which(obsolete))
                .bind("about", obsolete.about())
                .mapTo(OnItsWay.class)
                .list());
    }

    void pointless(NotificationId id, String reason) {
        database.useHandle(
                handle -> handle.createUpdate("update mail.message set pointless = :reason where notification_id = :id")
                        .bind("id", id)
                        .bind("reason", reason)
                        .execute());
    }

    void arrived(NotificationId id) {
        database.useHandle(
                handle -> handle.createUpdate("update mail.message set letter = null where notification_id = :id")
                        .bind("id", id)
                        .execute());
    }

    /** What the server said, for the operator's eyes; not kept for one who has been erased. */
    public void reply(NotificationId id, String text) {
        database.useHandle(handle ->
                handle.createUpdate("""
                        update mail.message
                           set last_reply = :text
                         where notification_id = :id and erased_at is null
                        """).bind("id", id).bind("text", text).execute());
    }

    public Optional<String> lastReply(NotificationId id) {
        return database.withHandle(
                handle -> handle.createQuery("select last_reply from mail.message where notification_id = :id")
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne());
    }

    void erase(Party party, Instant at) {
        database.useHandle(handle ->
                handle.createUpdate("""
                        update mail.message
                           set recipient = null, mime = null, last_reply = null, letter = null, erased_at = :at
                         where party = :party and erased_at is null
                        """).bind("party", party).bind("at", at).execute());
    }
}
