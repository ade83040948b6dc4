package dev.switchover.migration.imports.staging;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One row of a file. Reading a field never fails: what is wrong with it is remembered, so that one sees all of it. */
public final class Line {

    private final int row;
    private final Map<String, Integer> columns;
    private final List<String> fields;
    private final List<Finding> findings;

    Line(int row, Map<String, Integer> columns, List<String> fields, List<Finding> findings) {
        this.row = row;
        this.columns = columns;
        this.fields = fields;
        this.findings = findings;
    }

    /** The field without blanks around it; empty if the column is missing or holds nothing. */
    public Optional<String> text(String column) {
        var at = columns.get(column);
        return at == null || at >= fields.size()
                ? Optional.empty()
                : Optional.of(fields.get(at).strip()).filter(text -> !text.isEmpty());
    }

    /** The field as a value; null if it is missing or refused, which is then remembered. */
    public <T> @Nullable T required(String column, Function<String, @Nullable T> reader, String rule, String remedy) {
        var text = text(column);
        if (text.isEmpty()) {
            refuse(column, "missing", null, remedy);
            return null;
        }
        return read(column, text.get(), reader, rule, remedy);
    }

    /** The field as a value; null if it holds nothing, or is refused, which is then remembered. */
    public <T> @Nullable T optional(String column, Function<String, @Nullable T> reader, String rule, String remedy) {
        return text(column)
                .map(text -> this.<T>read(column, text, reader, rule, remedy))
                .orElse(null);
    }

    public void refuse(String column, String rule, @Nullable String value, String remedy) {
        findings.add(new Finding(row, column, rule, value, remedy));
    }

    int row() {
        return row;
    }

    /** Nothing was refused so far. */
    public boolean isSound() {
        return findings.isEmpty() || findings.getLast().row() != row;
    }

    private <T> @Nullable T read(
            String column, String text, Function<String, @Nullable T> reader, String rule, String remedy) {
        var value = reader.apply(text);
        if (value == null) {
            refuse(column, rule, text, remedy);
        }
        return value;
    }
}
