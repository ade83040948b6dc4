package dev.switchover.kit.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.task.TaskEvent.TaskOpened;
import dev.switchover.kit.view.ViewTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All SQL of views.task. */
class TaskTable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final Jdbi database;
    private final String table;

    TaskTable(Jdbi database, ViewTables tables) {
        this.database = database;
        this.table = tables.name("task");
    }

    Optional<TaskView> find(String id) {
        return database.withHandle(handle -> handle.createQuery("select * from <table> where id = :id")
                .define("table", table)
                .bind("id", id)
                .map((row, context) -> view(row))
                .findOne());
    }

    List<TaskView> page(@Nullable TaskState state, @Nullable String subject, String after, int fetch) {
        return database.withHandle(handle -> handle.createQuery("""
                        select * from <table>
                         where id > :after
                           and (:state::text is null or state = :state)
                           and (:subject::text is null or subject = :subject)
                         order by id limit :fetch
                        """)
                .define("table", table)
                .bind("after", after)
                .bind("state", state == null ? null : state.name())
                .bind("subject", subject)
                .bind("fetch", fetch)
                .map((row, context) -> view(row))
                .list());
    }

    void insert(TaskOpened task, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into <table> (id, subject, kind, title, instructions, due_at, details, state, opened_at)
                        values (:id, :subject, :kind, :title, :instructions, :dueAt, :details::jsonb, 'OPEN', :at)
                        on conflict (id) do nothing
                        """)
                .define("table", table)
                .bind("id", task.taskId().value())
                .bind("subject", task.subject())
                .bind("kind", task.kind())
                .bind("title", task.title())
                .bind("instructions", task.instructions())
                .bind("dueAt", task.dueAt())
                .bind("details", text(task.details()))
                .bind("at", at)
                .execute());
    }

    void close(TaskId id, TaskState state, Instant at, @Nullable String by, String evidence) {
        database.useHandle(handle -> handle.createUpdate("""
                        update <table>
                           set state = :state, closed_at = :at, closed_by = :by, evidence = :evidence
                         where id = :id
                        """)
                .define("table", table)
                .bind("id", id.value())
                .bind("state", state.name())
                .bind("at", at)
                .bind("by", by)
                .bind("evidence", evidence)
                .execute());
    }

    private static TaskView view(ResultSet row) throws SQLException {
        return new TaskView(
                row.getString("id"),
                row.getString("subject"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("instructions"),
                instant(row.getTimestamp("due_at")),
                details(row.getString("details")),
                TaskState.valueOf(row.getString("state")),
                row.getTimestamp("opened_at").toInstant(),
                instant(row.getTimestamp("closed_at")),
                row.getString("closed_by"),
                row.getString("evidence"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static String text(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> details(String text) {
        try {
            return JSON.readValue(text, DETAILS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("views.task holds no details: " + text, e);
        }
    }
}
