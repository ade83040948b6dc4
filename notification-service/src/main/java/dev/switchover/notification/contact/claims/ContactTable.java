package dev.switchover.notification.contact.claims;

import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Language;
import dev.switchover.notification.mail.Reader;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/** All SQL of mail.contact and mail.recipient. */
@Singleton
public class ContactTable {

    private final Jdbi database;

    ContactTable(Jdbi database) {
        this.database = database;
    }

    /** Until the transaction ends the party's contact stays as it is; also if there is none. */
    public void keepAsItIs(Party party) {
        lock("select pg_advisory_xact_lock_shared(hashtextextended(:party, 0))", party);
    }

    /** Waits for those who rely on it. */
    void lockForChange(Party party) {
        lock("select pg_advisory_xact_lock(hashtextextended(:party, 0))", party);
    }

    private void lock(String sql, Party party) {
        database.useHandle(handle -> handle.createQuery(sql)
                .bind("party", party.toString())
                .mapToMap()
                .list());
    }

    public Optional<Card> find(Party party) {
        return database.withHandle(handle -> handle.createQuery("select version from mail.contact where party = :party")
                        .bind("party", party)
                        .mapTo(Long.class)
                        .findOne())
                .map(version -> new Card(party, version, recipients(party)));
    }

    private List<Reader> recipients(Party party) {
        return database.withHandle(handle -> handle.createQuery("""
                        select email, name, language, time_zone
                          from mail.recipient
                         where party = :party
                         order by place
                        """)
                .bind("party", party)
                .map(ContactTable::reader)
                .list());
    }

    private static Reader reader(ResultSet row, StatementContext context) throws SQLException {
        return new Reader(
                row.getString("email"),
                row.getString("name"),
                Language.of(row.getString("language")).orElseThrow(),
                ZoneId.of(row.getString("time_zone")));
    }

    Optional<String> salt(Party party) {
        return database.withHandle(handle -> handle.createQuery("select salt from mail.contact where party = :party")
                .bind("party", party)
                .mapTo(String.class)
                .findOne());
    }

    void replace(Card card, String salt, Instant at) {
        delete(card.party());
        database.useHandle(handle -> handle.createUpdate("""
                        insert into mail.contact (party, version, salt, changed_at)
                        values (:party, :version, :salt, :at)
                        """)
                .bind("party", card.party())
                .bind("version", card.version())
                .bind("salt", salt)
                .bind("at", at)
                .execute());
        insertRecipients(card);
    }

    private void insertRecipients(Card card) {
        database.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into mail.recipient (party, place, email, name, language, time_zone)
                    values (:party, :place, :email, :name, :language, :zone)
                    """);
            for (int place = 0; place < card.recipients().size(); place++) {
                var reader = card.recipients().get(place);
                batch.bind("party", card.party())
                        .bind("place", place)
                        .bind("email", reader.email())
                        .bind("name", reader.name())
                        .bind("language", reader.language().tag())
                        .bind("zone", reader.zone().getId())
                        .add();
            }
            batch.execute();
        });
    }

    void delete(Party party) {
        database.useHandle(handle -> handle.createUpdate("delete from mail.contact where party = :party")
                .bind("party", party)
                .execute());
    }
}
