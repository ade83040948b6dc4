package dev.switchover.migration.imports.staging;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.switchover.kit.problem.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** A file with a header row: columns in any order, those nobody asks for are passed over. */
final class CsvFile {

    private final Iterator<CsvRecord> records;
    private final int width;
    private final Map<String, Integer> columns;
    private final List<String> ignored;

    private CsvFile(Iterator<CsvRecord> records, int width, Map<String, Integer> columns, List<String> ignored) {
        this.records = records;
        this.width = width;
        this.columns = columns;
        this.ignored = ignored;
    }

    static CsvFile open(byte[] body, List<Column> wanted) {
        var records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .maxBufferSize(1 << 20)
                .ofCsvRecord(Utf8.decode(body))
                .iterator();
        var header = next(records, 1).getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        return new CsvFile(records, header.size(), columns(header, wanted), ignored(header, wanted));
    }

    List<String> ignoredColumns() {
        return ignored;
    }

    /** Every row below the header; what is wrong with a row is added to the findings. */
    void forEach(List<Finding> findings, Consumer<Line> reader) {
        int last = 1;
        while (hasNext(last)) {
            var row = next(records, last);
            last = Math.toIntExact(row.getStartingLineNumber());
            var line = new Line(last, columns, row.getFields(), findings);
            if (row.getFieldCount() != width) {
                line.refuse(
                        "*",
                        "field-count",
                        String.valueOf(row.getFieldCount()),
                        "The header has %d fields; quote fields that hold commas.".formatted(width));
            }
            reader.accept(line);
        }
    }

    private boolean hasNext(int last) {
        try {
            return records.hasNext();
        } catch (CsvParseException e) {
            throw broken(last, e);
        }
    }

    private static CsvRecord next(Iterator<CsvRecord> records, int last) {
        try {
            if (records.hasNext()) {
                return records.next();
            }
        } catch (CsvParseException e) {
            throw broken(last, e);
        }
        throw Rejection.invalid("file-empty", "The file has no header row.");
    }

    private static Rejection broken(int last, CsvParseException cause) {
        return Rejection.invalid("csv-broken", "The file cannot be read after row %d: %s".formatted(last, said(cause)))
                .with("row", last)
                .remedy("Close every quote, and put nothing between a closing quote and the comma.");
    }

    private static String said(Throwable cause) {
        var deepest = cause;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static Map<String, Integer> columns(List<String> header, List<Column> wanted) {
        var columns = new HashMap<String, Integer>();
        for (int at = 0; at < header.size(); at++) {
            if (columns.put(header.get(at), at) != null && isWanted(header.get(at), wanted)) {
                throw header("The column %s is there twice.".formatted(header.get(at)), wanted);
            }
        }
        var missing = wanted.stream()
                .filter(column -> column.required() && !columns.containsKey(column.name()))
                .map(Column::name)
                .toList();
        if (!missing.isEmpty()) {
            throw header("The header lacks %s.".formatted(String.join(", ", missing)), wanted);
        }
        return columns;
    }

    private static List<String> ignored(List<String> header, List<Column> wanted) {
        var ignored = new ArrayList<String>();
        header.stream()
                .filter(name -> !isWanted(name, wanted))
                .map(name -> name.length() > 64 ? name.substring(0, 64) : name.replace('\0', '\uFFFD'))
                .limit(50)
                .forEach(ignored::add);
        return ignored;
    }

    private static boolean isWanted(String name, List<Column> wanted) {
        return wanted.stream().anyMatch(column -> column.name().equals(name));
    }

    private static Rejection header(String detail, List<Column> wanted) {
        var names = wanted.stream().map(Column::name).toList();
        return Rejection.invalid("csv-header", detail)
                .with("columns", names)
                .remedy("The first row names the columns, separated by commas: " + String.join(",", names));
    }
}
