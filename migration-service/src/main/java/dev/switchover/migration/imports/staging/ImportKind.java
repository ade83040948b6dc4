package dev.switchover.migration.imports.staging;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One kind of file, such as customers or invoices: a bean of the capability that owns the things in it. */
public interface ImportKind<T> {

    /** Stored with each import: it never changes. */
    String name();

    List<Column> columns();

    /** A row as it will be staged, as JSON of this class. */
    Class<T> rows();

    /** Reads one row; null if it is refused. */
    @Nullable
    T read(Line line);

    String id(T row);

    /** Tells rows with the same content from others under the same id. */
    UUID content(T row);

    /**
     * SQL that looks for staged rows that cannot be appended: selects {@code ctid as line}, row, field, rule, value,
     * remedy from {@code staging.line} of import {@code :import} (columns row, id, content, fields).
     */
    List<String> refusals();

    /** SQL that selects the ctid of staged lines that exist already with the same content. */
    String known();

    /** Appends rows within the current unit of work. */
    Done append(List<Staged<T>> rows);

    /** What became of a piece: rows that were there already, and those that could not be appended, seen only now. */
    record Done(int skipped, List<Finding> refused) {}

    /** A staged row. */
    record Staged<T>(int row, String id, UUID content, T value) {}
}
