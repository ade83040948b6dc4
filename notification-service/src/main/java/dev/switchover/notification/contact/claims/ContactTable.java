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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
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
        lock("pg_advisory_xact_lock_shared", List.of(party));
    }

    /** Waits for those who rely on them. */
    void lockForChange(List<Party> parties) {
        lock("pg_advisory_xact_lock", parties);
    }

    /** Sorted, so that two who want several wait for each other in one order. */
    private void lock(String function, List<Party> parties) {
        database.useHandle(handle -> handle.createQuery("""
                        select <lock>(hashtextextended(party, 0))
                          from (select unnest(:parties) as party order by 1) sorted
                        """)
                .define("lock", function)
                .bindArray(
                        "parties",
                        String.class,
                        parties.stream().map(Party::toString).toList())
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

    Map<Party, String> salts(List<Party> parties) {
        record Salted(Party party, String salt) {}
        return database.withHandle(handle -> handle
                .createQuery("select party, salt from mail.contact where party = any(:parties)")
                .bindArray("parties", String.class, ids(parties))
                .mapTo(Salted.class)
                .stream()
                .collect(Collectors.toMap(Salted::party, Salted::salt)));
    }

    void replace(List<Card> cards, Map<Party, String> salts, Instant at) {
        var parties = cards.stream().map(Card::party).toList();
        database.useHandle(handle -> {
            handle.createUpdate("delete from mail.contact where party = any(:parties)")
                    .bindArray("parties", String.class, ids(parties))
                    .execute();
            insert(handle, cards, salts, at);
            insertRecipients(handle, cards);
        });
    }

    private static void insert(Handle handle, List<Card> cards, Map<Party, String> salts, Instant at) {
        var batch = handle.prepareBatch("""
                insert into mail.contact (party, version, salt, changed_at) values (:party, :version, :salt, :at)
                """);
        cards.forEach(card -> batch.bind("party", card.party())
                .bind("version", card.version())
                .bind("salt", salts.get(card.party()))
                .bind("at", at)
                .add());
        batch.execute();
    }

    private static void insertRecipients(Handle handle, List<Card> cards) {
        var batch = handle.prepareBatch("""
                insert into mail.recipient (party, place, email, name, language, time_zone)
                values (:party, :place, :email, :name, :language, :zone)
                """);
        for (var card : cards) {
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
        }
        batch.execute();
    }

    private static List<String> ids(List<Party> parties) {
        return parties.stream().map(Party::value).toList();
    }

    void delete(Party party) {
        database.useHandle(handle -> handle.createUpdate("delete from mail.contact where party = :party")
                .bind("party", party)
                .execute());
    }
}
