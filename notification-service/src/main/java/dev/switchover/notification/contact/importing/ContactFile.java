package dev.switchover.notification.contact.importing;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.notification.contact.claims.RecipientRules;
import dev.switchover.notification.mail.Reader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads text/csv in UTF-8 with a header row. It takes the columns party, email, language, name and time_zone, and leaves
 * the others to those who own them. Rows of the same party are its recipients, in that order.
 */
final class ContactFile {

    static final int MOST_ROWS = 100_000;
    private static final int MOST_RECIPIENTS = 50;
    private static final List<String> NEEDED = List.of("party", "email");
    private static final List<String> WANTED = List.of("party", "email", "language", "name", "time_zone");

    private final Map<String, List<Reader>> contacts = new LinkedHashMap<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private int rows;
    private int last = 1;

    private ContactFile() {}

    static CheckedFile check(byte[] file) {
        var checked = new ContactFile();
        try (var csv = CsvReader.builder()
                .commentStrategy(CommentStrategy.NONE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(headerAsItIs(), text(file))) {
            csv.forEach(checked::take);
        } catch (CsvParseException e) {
            throw Rejection.invalid("csv-broken", "The file cannot be read after row " + checked.last + ".")
                    .with("row", checked.last)
                    .remedy("Correct that row: most often a quote that is not closed.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (checked.rows == 0) {
            throw Rejection.invalid("file-empty", "The file has no rows below its header.");
        }
        return new CheckedFile(checked.rows, checked.contacts, List.copyOf(checked.refused));
    }

    /** A column that is there twice is refused in our words, or left alone if it is none of ours. */
    private static NamedCsvRecordHandler headerAsItIs() {
        return NamedCsvRecordHandler.builder().allowDuplicateHeaderFields(true).build();
    }

    private void take(NamedCsvRecord row) {
        if (rows == 0) {
            refuseHeader(row.getHeader());
        }
        rows++;
        if (rows > MOST_ROWS) {
            throw Rejection.invalid("too-many-rows", "The file has more than " + MOST_ROWS + " rows.")
                    .remedy("Split it, with the rows of a party in one part.");
        }
        last = Math.toIntExact(row.getStartingLineNumber());
        int width = row.getHeader().size();
        if (row.getFieldCount() != width) {
            var rule = "as many fields as the header: " + width;
            refused.add(new RefusedRow(last, "*", rule, "Quote fields that hold commas; leave no field out."));
            return;
        }
        take(last, row);
    }

    private void take(int line, NamedCsvRecord row) {
        var party = field(row, "party");
        if (party == null || !RecipientRules.PARTY.matcher(party).matches()) {
            refused.add(new RefusedRow(
                    line, "party", "an id: a-z, 0-9 and -, at most 64", "Write the id the party has elsewhere."));
            return;
        }
        var result = RecipientRules.check(
                field(row, "email"), field(row, "language"), field(row, "name"), field(row, "time_zone"));
        result.breaches().forEach(it -> refused.add(RefusedRow.of(line, it)));
        if (result.reader() != null) {
            add(line, party, result.reader());
        }
    }

    private void add(int line, String party, Reader reader) {
        var recipients = contacts.computeIfAbsent(party, it -> new ArrayList<>());
        if (recipients.size() == MOST_RECIPIENTS) {
            refused.add(new RefusedRow(
                    line, "party", "at most " + MOST_RECIPIENTS + " recipients", "Leave some out, or name a list."));
        } else if (recipients.stream().anyMatch(it -> RecipientRules.isSameMailbox(it.email(), reader.email()))) {
            refused.add(RefusedRow.of(line, RecipientRules.ONCE));
        } else {
            recipients.add(reader);
        }
    }

    private static void refuseHeader(List<String> header) {
        for (var needed : NEEDED) {
            if (!header.contains(needed)) {
                throw header("The header row lacks the column " + needed + ".", header);
            }
        }
        for (var wanted : WANTED) {
            if (Collections.frequency(header, wanted) > 1) {
                throw header("The column " + wanted + " is there twice.", header);
            }
        }
    }

    private static Rejection header(String detail, List<String> header) {
        return Rejection.invalid("csv-header", detail)
                .at("header", "party, email, and perhaps language, name, time_zone", header);
    }

    private static @Nullable String field(NamedCsvRecord row, String name) {
        return row.findField(name).map(String::strip).orElse(null);
    }

    private static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Rejection.invalid("not-utf-8", "The file is not in UTF-8.").remedy("Save it as UTF-8.");
        }
    }
}
