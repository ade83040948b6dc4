package dev.switchover.notification.letter.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.mail.Letter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.json.Json;

/** All SQL of mail.held. */
@Singleton
class HeldTable {

    static final QualifiedType<Letter> LETTER = QualifiedType.of(Letter.class).with(Json.class);

    private final Jdbi database;

    HeldTable(Jdbi database) {
        this.database = database;
    }

    void insert(NotificationId id, Announce announced, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into mail.held (notification_id, party, about, notice_id, letter, held_at)
                        values (:id, :party, :about, :notice, :letter, :at)
                        on conflict do nothing
                        """)
                .bind("id", id)
                .bind("party", announced.party())
                .bind("about", announced.about())
                .bind("notice", announced.noticeId())
                .bindByType("letter", announced.letter(), LETTER)
                .bind("at", at)
                .execute());
    }

    /** Locked, so that each is released once. */
    List<Held> of(Party party) {
        return database.withHandle(handle ->
                handle.createQuery("""
                        select notification_id, about, notice_id, letter
                          from mail.held
                         where party = :party
                         order by held_at, notification_id
                           for update
                        """).bind("party", party).mapTo(Held.class).list());
    }

    /** Locked, so that none is released meanwhile. */
    List<Held> about(Obsolete obsolete) {
        return database.withHandle(handle -> handle.createQuery("""
                        select notification_id, about, notice_id, letter
                          from mail.held
                         where <which>
                         order by held_at, notification_id
                           for update
                        """)
                .define("which", which(obsolete))
                .bind("about", obsolete.about())
                .mapTo(Held.class)
                .list());
    }

    /** Which rows are about the thing, by their column {@code about}. */
    static String which(Obsolete obsolete) {
        return obsolete instanceof Obsolete.EverythingBelow ? "starts_with(about, :about)" : "about = :about";
    }

    void rewrite(NotificationId id, Letter letter) {
        database.useHandle(
                handle -> handle.createUpdate("update mail.held set letter = :letter where notification_id = :id")
                        .bind("id", id)
                        .bindByType("letter", letter, LETTER)
                        .execute());
    }

    void delete(NotificationId id) {
        database.useHandle(handle -> handle.createUpdate("delete from mail.held where notification_id = :id")
                .bind("id", id)
                .execute());
    }
}
