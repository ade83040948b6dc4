package dev.switchover.notification.letter.view;

import dev.switchover.kit.view.ViewTables;
import dev.switchover.notification.letter.domain.NotificationId;
import dev.switchover.notification.letter.domain.Occasion;
import dev.switchover.notification.letter.domain.Seal;
import dev.switchover.notification.letter.domain.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** All SQL of views.notification. */
public class NotificationTable {

    /** What an attempt came to. */
    record Outcome(
            Standing state,
            @Nullable Integer reply,
            @Nullable Instant nextAttemptAt,
            @Nullable String detail) {

        static Outcome of(Standing state) {
            return new Outcome(state, null, null, null);
        }

        static Outcome because(Standing state, String detail) {
            return new Outcome(state, null, null, detail);
        }
    }

    private final Jdbi database;
    private final String table;

    public NotificationTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("notification");
    }

    public Optional<NotificationStatus> find(NotificationId id) {
        return database.withHandle(handle -> handle.createQuery("select * from <table> where notification_id = :id")
                .define("table", table)
                .bind("id", id)
                .mapTo(NotificationStatus.class)
                .findOne());
    }

    /** In the order of their ids, after the given one. */
    public List<NotificationStatus> page(@Nullable String party, @Nullable Standing state, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select *
                          from <table>
                         where (cast(:party as text) is null or party = :party)
                           and (cast(:state as text) is null or state = :state)
                           and notification_id > :after
                         order by notification_id
                         limit :limit
                        """)
                .define("table", table)
                .bind("party", party)
                .bind("state", state == null ? null : state.name())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(NotificationStatus.class)
                .list());
    }

    void insert(NotificationId id, Occasion occasion, Standing state, Instant at) {
        update("""
                insert into <table> (notification_id, party, about, notice_id, template, template_version, state,
                                     attempts, requested_at, changed_at, version)
                values (:id, :party, :about, :notice, :template, :templateVersion, :state, 0, :at, :at, 1)
                on conflict do nothing
                """, id, at, it -> it.bind("party", occasion.party())
                .bind("about", occasion.about())
                .bind("notice", occasion.noticeId())
                .bind("template", occasion.template())
                .bind("templateVersion", occasion.templateVersion())
                .bind("state", state.name()));
    }

    void seal(NotificationId id, Seal seal, Instant at) {
        update("""
                update <table>
                   set language = :language, message_id = :messageId, sha256 = :sha256
                 where notification_id = :id
                """, id, at, it -> it.bind("language", seal.language())
                .bind("messageId", seal.messageId())
                .bind("sha256", seal.sha256()));
    }

    void attempt(NotificationId id, int attempt, Instant at) {
        update("""
                update <table>
                   set state = 'SENDING', attempts = :attempt, next_attempt_at = null, changed_at = :at,
                       version = version + 1
                 where notification_id = :id
                """, id, at, it -> it.bind("attempt", attempt));
    }

    void enter(NotificationId id, Outcome outcome, Instant at) {
        update("""
                update <table>
                   set state = :state, reply = coalesce(:reply, reply), next_attempt_at = :next, detail = :detail,
                       changed_at = :at, version = version + 1
                 where notification_id = :id
                """, id, at, it -> it.bind("state", outcome.state().name())
                .bind("reply", outcome.reply())
                .bind("next", outcome.nextAttemptAt())
                .bind("detail", outcome.detail()));
    }

    private void update(String sql, NotificationId id, Instant at, UnaryOperator<Update> values) {
        database.useHandle(handle -> values.apply(handle.createUpdate(sql)
                        .define("table", table)
                        .bind("id", id)
                        .bind("at", at))
                .execute());
    }
}
