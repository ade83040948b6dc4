package dev.switchover.notification.letter.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.mail.Sheet;
import jakarta.inject.Singleton;
import java.time.Instant;
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
    void insert(NotificationId id, Party party, String recipient, Sheet sheet, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into mail.message (notification_id, party, recipient, mime, made_at)
                        values (:id, :party, :recipient, :mime, :at)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("party", party)
                .bind("recipient", recipient)
                .bind("mime", sheet.bytes())
                .bind("at", at)
                .execute());
    }

    public Optional<StoredMail> find(NotificationId id) {
        return database.withHandle(handle -> handle.createQuery(
                        "select recipient, mime, made_at from mail.message where notification_id = :id")
                .bind("id", id)
                .map((row, context) -> new StoredMail(
                        row.getString("recipient"),
                        row.getBytes("mime"),
                        row.getTimestamp("made_at").toInstant()))
                .findOne());
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
                           set recipient = null, mime = null, last_reply = null, erased_at = :at
                         where party = :party and erased_at is null
                        """).bind("party", party).bind("at", at).execute());
    }
}
