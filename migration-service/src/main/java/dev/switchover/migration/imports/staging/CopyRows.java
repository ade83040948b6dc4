package dev.switchover.migration.imports.staging;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.migration.imports.domain.ImportId;
import dev.switchover.migration.imports.staging.ImportKind.Staged;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Writes rows in PostgreSQL's COPY format, as they are read. */
final class CopyRows {

    private static final int BUFFER = 1 << 16;

    private CopyRows() {}

    /** Hands each row to the receiver. */
    interface Source<T> {
        void to(Consumer<Staged<T>> receiver);
    }

    static <T> void into(Handle handle, ImportId importId, ImportKind<T> kind, ObjectMapper json, Source<T> rows) {
        try {
            var copy = handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy staging.line (import, row, id, content, fields) from stdin");
            try (var out = new BufferedOutputStream(new PGCopyOutputStream(copy, BUFFER), BUFFER)) {
                rows.to(row -> write(out, importId, row, json));
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("staging.line: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> void write(OutputStream out, ImportId importId, Staged<T> row, ObjectMapper json) {
        try {
            // ids and fingerprints hold nothing to escape; JSON holds no raw tab or newline, only backslashes
            var fields = json.writeValueAsString(row.value()).replace("\\", "\\\\");
            var line =
                    importId.value() + '\t' + row.row() + '\t' + row.id() + '\t' + row.content() + '\t' + fields + '\n';
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
