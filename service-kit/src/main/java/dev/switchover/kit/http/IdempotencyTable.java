package dev.switchover.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of kit.idempotency. */
@Singleton
class IdempotencyTable {

    private static final TypeReference<Map<String, List<String>>> HEADERS = new TypeReference<>() {};

    private final Jdbi database;
    private final ObjectMapper json;

    IdempotencyTable(Jdbi database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A request under its key; the id is the hash of who asks for what under which key. */
    record Key(String id, String actor, String path, String bodyHash) {}

    /** Who carries a request out, and until when at most; {@code alone} if nothing of the holder's is at work on it. */
    record Lease(String holder, boolean alone, Instant now, Instant until) {}

    /** What is known of a key that is taken. */
    record Taken(boolean sameBody, @Nullable StoredAnswer answer) {}

    /** Whether the request is ours to carry out: new, or left unanswered by an instance that is gone, or by ourselves. */
    boolean claim(Key key, Lease lease) {
        return database.withHandle(handle -> handle.createUpdate("""
                        insert into kit.idempotency as held
                            (id, actor, path, body_hash, started_at, lease_until, holder)
                        values (:id, :actor, :path, :bodyHash, :now, :until, :holder::uuid)
                        on conflict (id) do update set lease_until = excluded.lease_until, holder = excluded.holder
                         where held.status is null
                           and held.body_hash = excluded.body_hash
                           and (held.lease_until <= :now
                            or :alone and held.holder = excluded.holder
                            or not exists (select from kit.instance living
                                            where living.id = held.holder
                                              and living.seen_at > now() - interval '6 seconds'))
                        """)
                        .bind("id", key.id())
                        .bind("actor", key.actor())
                        .bind("path", key.path())
                        .bind("bodyHash", key.bodyHash())
                        .bind("holder", lease.holder())
                        .bind("alone", lease.alone())
                        .bind("now", lease.now())
                        .bind("until", lease.until())
                        .execute()
                == 1);
    }

    Optional<Taken> find(Key key) {
        return database.withHandle(handle -> handle.createQuery(
                        "select body_hash, status, headers, body from kit.idempotency where id = :id")
                .bind("id", key.id())
                .map((row, context) -> new Taken(key.bodyHash().equals(row.getString("body_hash")), answer(row)))
                .findOne());
    }

    void answer(String id, StoredAnswer answer) {
        database.useHandle(handle -> handle.createUpdate("""
                        update kit.idempotency set status = :status, headers = :headers::jsonb, body = :body
                         where id = :id and status is null
                        """)
                .bind("id", id)
                .bind("status", answer.status())
                .bind("headers", text(answer.headers()))
                .bind("body", answer.body())
                .execute());
    }

    /** Failed for no fault of the request: the next repetition may try at once. */
    void release(String id, Instant now) {
        database.useHandle(handle -> handle.createUpdate(
                        "update kit.idempotency set lease_until = :now where id = :id and status is null")
                .bind("id", id)
                .bind("now", now)
                .execute());
    }

    int forget(Instant startedBefore) {
        return database.withHandle(
                handle -> handle.createUpdate("delete from kit.idempotency where started_at < :startedBefore")
                        .bind("startedBefore", startedBefore)
                        .execute());
    }

    private @Nullable StoredAnswer answer(ResultSet row) throws SQLException {
        int status = row.getInt("status");
        return row.wasNull()
                ? null
                : new StoredAnswer(status, headers(row.getString("headers")), row.getString("body"));
    }

    private Map<String, List<String>> headers(String text) {
        try {
            return json.readValue(text, HEADERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kit.idempotency holds no headers: " + text, e);
        }
    }

    private String text(Map<String, List<String>> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
