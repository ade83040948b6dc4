package dev.switchover.notification.contact.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.security.Actor;
import dev.switchover.notification.contact.domain.Party;
import dev.switchover.notification.mail.Reader;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** All SQL of mail.contact_import, mail.staged_contact and mail.refused_row. */
@Singleton
class ImportTable {

    private static final TypeReference<List<Reader>> READERS = new TypeReference<>() {};

    private final Jdbi database;
    private final ObjectMapper json;

    ImportTable(Jdbi database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A party's recipients on their way in. */
    record Staged(Party party, List<Reader> recipients) {}

    void insert(String id, ImportReport report, Actor actor, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into mail.contact_import (import_id, rows, parties, refused_rows, requested_by, reason, ticket,
                            started_at)
                        values (:id, :rows, :parties, :refusedRows, :requestedBy, :reason, :ticket, :at)
                        """)
                .bind("id", id)
                .bindMethods(report)
                .bind("requestedBy", actor.name())
                .bind("reason", actor.reason())
                .bind("ticket", actor.ticket())
                .bind("at", at)
                .execute());
    }

    void stage(String id, Map<String, List<Reader>> contacts) {
        database.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into mail.staged_contact (import_id, party, recipients)
                    values (:id, :party, cast(:recipients as jsonb))
                    """);
            contacts.forEach((party, recipients) -> batch.bind("id", id)
                    .bind("party", party)
                    .bind("recipients", written(recipients))
                    .add());
            batch.execute();
        });
    }

    void refuse(String id, List<RefusedRow> refused) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into mail.refused_row (import_id, n, line, field, rule, remedy)
                        select :id, n, line, field, rule, remedy
                        from unnest(:lines, :fields, :rules, :remedies) with ordinality
                            as refused(line, field, rule, remedy, n)
                        """)
                .bind("id", id)
                .bindArray("lines", Integer.class, each(refused, RefusedRow::line))
                .bindArray("fields", String.class, each(refused, RefusedRow::field))
                .bindArray("rules", String.class, each(refused, RefusedRow::rule))
                .bindArray("remedies", String.class, each(refused, RefusedRow::remedy))
                .execute());
    }

    private static <T> List<T> each(List<RefusedRow> refused, Function<RefusedRow, T> field) {
        return refused.stream().map(field).toList();
    }

    List<ReportedRow> refused(String id, int after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select n, line, field, rule, remedy
                          from mail.refused_row
                         where import_id = :id and n > :after
                         order by n
                         limit :limit
                        """)
                .bind("id", id)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(ReportedRow.class)
                .list());
    }

    /**
     * The next ones, gone from here; put back if the transaction does not commit. They are deleted by where they lie: a
     * join would be planned by what PostgreSQL last counted, which may be an empty table.
     */
    List<Staged> take(String id, int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        with gone as (
                            delete from mail.staged_contact
                             where ctid = any(array(
                                   select ctid
                                     from mail.staged_contact
                                    where import_id = :id
                                    order by party
                                    limit :most
                                      for update))
                            returning party, recipients)
                        select party, recipients::text from gone order by party
                        """)
                .bind("id", id)
                .bind("most", most)
                .map((row, context) -> new Staged(new Party(row.getString(1)), read(row.getString(2))))
                .list());
    }

    void applied(String id, int more) {
        database.useHandle(handle -> handle.createUpdate(
                        "update mail.contact_import set applied = applied + :more where import_id = :id")
                .bind("id", id)
                .bind("more", more)
                .execute());
    }

    /** Empty if it has ended before. */
    Optional<ImportProgress> end(String id, Instant at) {
        return database.withHandle(handle -> handle.createQuery("""
                        update mail.contact_import set ended_at = :at
                         where import_id = :id and ended_at is null
                        returning *
                        """)
                .bind("id", id)
                .bind("at", at)
                .mapTo(ImportProgress.class)
                .findOne());
    }

    void forget(Party party) {
        database.useHandle(handle -> handle.createUpdate("delete from mail.staged_contact where party = :party")
                .bind("party", party)
                .execute());
    }

    Optional<ImportProgress> find(String id) {
        return database.withHandle(
                handle -> handle.createQuery("select * from mail.contact_import where import_id = :id")
                        .bind("id", id)
                        .mapTo(ImportProgress.class)
                        .findOne());
    }

    private String written(List<Reader> recipients) {
        try {
            return json.writeValueAsString(recipients);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("recipients cannot be written", e);
        }
    }

    private List<Reader> read(String recipients) {
        try {
            return json.readValue(recipients, READERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("recipients cannot be read", e);
        }
    }
}
