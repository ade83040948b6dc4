package dev.switchover.migration.imports.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.migration.imports.domain.ImportId;
import dev.switchover.migration.imports.staging.ImportKind.Staged;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * All SQL of the staged rows and of what is wrong with them. The rows of an import vanish at its end, so PostgreSQL may
 * have counted an empty table when the next one comes: then it would join the rows with each other row by row. So rows
 * are deleted by where they lie, which takes no join; nobody else changes them, for the import is held.
 */
@Singleton
class StagingTable {

    private final Jdbi jdbi;
    private final ObjectMapper json;

    StagingTable(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** Streams rows in by COPY; {@code rows} writes them to the given receiver. */
    <T> void copy(ImportId importId, ImportKind<T> kind, CopyRows.Source<T> rows) {
        jdbi.useHandle(handle -> CopyRows.into(handle, importId, kind, json, rows));
    }

    void addFindings(ImportId importId, List<Finding> findings) {
        if (findings.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into staging.finding (import, row, field, rule, value, remedy)
                        select :import, f.row, f.field, f.rule, f.value, f.remedy
                        from json_to_recordset(cast(:findings as json))
                            as f(row int, field text, rule text, value text, remedy text)
                        """)
                .bind("import", importId.value())
                .bind("findings", write(findings))
                .execute());
    }

    /** Rows under an id that an earlier row of the file has. */
    void refuseTwins(ImportId importId, String idColumn) {
        refuse(importId, """
                select line, row, '%s' as field, 'twice-in-file' as rule, id as value,
                    'Row ' || first || ' has the same one; keep one of them.' as remedy
                from (select ctid as line, row, id, first_value(row) over (partition by id order by row) as first
                      from staging.line where import = :import) twins
                where row <> first
                """.formatted(idColumn));
    }

    /** The rows a query finds are refused. */
    void refuse(ImportId importId, String findings) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        with found as materialized (%s),
                        said as (
                            insert into staging.finding (import, row, field, rule, value, remedy)
                            select :import, row, field, rule, left(value, 80), remedy from found)
                        delete from staging.line where ctid = any(array(select line from found))
                        """.formatted(findings))
                .bind("import", importId.value())
                .execute());
    }

    int drop(ImportId importId, String lines) {
        return jdbi.withHandle(
                handle -> handle.createUpdate("delete from staging.line where ctid = any(array(%s))".formatted(lines))
                        .bind("import", importId.value())
                        .execute());
    }

    void dropAll(ImportId importId) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from staging.line where import = :import")
                .bind("import", importId.value())
                .execute());
    }

    int lines(ImportId importId) {
        return count(importId, "select count(*) from staging.line where import = :import");
    }

    int refusedRows(ImportId importId) {
        return count(importId, "select count(distinct row) from staging.finding where import = :import");
    }

    <T> List<Staged<T>> next(ImportId importId, ImportKind<T> kind, int after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select row, id, content, cast(fields as text) as fields from staging.line
                        where import = :import and row > :after order by row limit :limit
                        """)
                .bind("import", importId.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> new Staged<>(
                        row.getInt("row"),
                        row.getString("id"),
                        row.getObject("content", UUID.class),
                        read(row.getString("fields"), kind.rows())))
                .list());
    }

    List<Finding> findings(ImportId importId, int after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select row, field, rule, value, remedy from staging.finding
                        where import = :import and row > :after and row <= (
                            select max(row) from (
                                select distinct row from staging.finding
                                where import = :import and row > :after order by row limit :limit) page)
                        order by row, n
                        """)
                .bind("import", importId.value())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Finding.class)
                .list());
    }

    private int count(ImportId importId, String query) {
        return jdbi.withHandle((Handle handle) -> handle.createQuery(query)
                .bind("import", importId.value())
                .mapTo(Integer.class)
                .one());
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String fields, Class<T> type) {
        try {
            return json.readValue(fields, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
