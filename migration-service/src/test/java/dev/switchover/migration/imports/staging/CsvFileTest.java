package dev.switchover.migration.imports.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.problem.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvFileTest {

    private static final List<Column> COLUMNS =
            List.of(Column.required("id"), Column.required("name"), Column.optional("note"));

    private final List<Finding> findings = new ArrayList<>();

    @Test
    void takesColumnsInAnyOrderAndNamesThoseItIgnores() {
        var file = CsvFile.open("email, Name ,ID\nx@y,One,1\n".getBytes(UTF_8), COLUMNS);

        assertThat(file.ignoredColumns()).containsExactly("email");
        assertThat(rows(file)).containsExactly("1=One");
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(read("\uFEFFid,name\n1,Zoë\n".getBytes(UTF_8))).containsExactly("1=Zoë");
    }

    @Test
    void takesQuotedFieldsOverSeveralLines() {
        assertThat(read("id,name\n1,\"One,\n\"\"two\"\"\"\n2,Three\n".getBytes(UTF_8)))
                .containsExactly("1=One,\n\"two\"", "2=Three");
    }

    @Test
    void namesTheRowThatIsNotUtf8() {
        refused("id,name\n1,One\n2,Zoë\n3,Three\n".getBytes(ISO_8859_1), "Row 3 is not UTF-8");
    }

    @Test
    void refusesUtf16() {
        refused("\uFEFFid,name\n1,One\n".getBytes(UTF_16LE), "Row 1 is not UTF-8");
    }

    @Test
    void namesMissingColumns() {
        refused("id;name\n1;One\n".getBytes(UTF_8), "lacks id, name");
    }

    @Test
    void refusesAColumnThatIsThereTwice() {
        refused("id,name,id\n1,One,2\n".getBytes(UTF_8), "id is there twice");
    }

    @Test
    void refusesAnEmptyFile() {
        refused(new byte[0], "no header row");
    }

    @Test
    void refusesAFileThatCannotBeReadOn() {
        refused("id,name\n1,One\n2,\"Two\" three\n".getBytes(UTF_8), "cannot be read after row 2");
    }

    @Test
    void refusesAnOpenQuote() {
        refused("id,name\n1,\"One\n2,Two\n".getBytes(UTF_8), "cannot be read after row 1");
    }

    @Test
    void findsRowsOfAnotherWidth() {
        read("id,name\n1,One\n2,Two,too,much\n3\n".getBytes(UTF_8));

        assertThat(findings).extracting(Finding::row).contains(3, 4);
        assertThat(findings).extracting(Finding::rule).contains("field-count");
    }

    @Test
    void boundsTheValueItShows() {
        assertThat(new Finding(2, "id", "slug", "x".repeat(10_000), "").value()).hasSize(81);
        assertThat(new Finding(2, "id", "slug", "a\0b", "").value()).isEqualTo("a\uFFFDb");
    }

    private void refused(byte[] body, String reason) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Rejection.class).hasMessageContaining(reason);
    }

    private List<String> read(byte[] body) {
        return rows(CsvFile.open(body, COLUMNS));
    }

    private List<String> rows(CsvFile file) {
        var rows = new ArrayList<String>();
        file.forEach(
                findings,
                line -> rows.add(
                        line.text("id").orElse("-") + "=" + line.text("name").orElse("-")));
        return rows;
    }
}
