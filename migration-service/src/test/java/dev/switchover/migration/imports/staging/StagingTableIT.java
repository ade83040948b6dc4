package dev.switchover.migration.imports.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.switchover.migration.customer.claims.CustomerImport;
import dev.switchover.migration.imports.domain.ImportId;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rows of an import vanish at its end, so what PostgreSQL last counted may be an empty table. What is asked of the
 * next import's rows must not take a time that grows with their square for that.
 */
@QuarkusTest
class StagingTableIT {

    private static final int ROWS = 20_000;
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ImportId importId = new ImportId("import-" + UUID.randomUUID());
    private final StagingTable lines;
    private final CustomerImport customers;
    private final Jdbi jdbi;

    StagingTableIT(StagingTable lines, CustomerImport customers, Jdbi jdbi) {
        this.lines = lines;
        this.customers = customers;
        this.jdbi = jdbi;
    }

    @BeforeEach
    void anImportAfterAnotherOne() {
        var before = new ImportId("import-" + UUID.randomUUID());
        fill(before);
        lines.dropAll(before);
        jdbi.useHandle(handle -> handle.execute("analyze staging.line"));
        fill(importId);
    }

    @Test
    void knownRowsAreFoundSoon() {
        assertThat(assertTimeoutPreemptively(SOON, () -> lines.drop(importId, customers.known())))
                .isZero();
        assertThat(lines.lines(importId)).isEqualTo(ROWS);
    }

    @Test
    void refusedRowsAreFoundSoon() {
        var refusal = """
                select line.ctid as line, row, 'customer' as field, 'even' as rule, id as value, 'Leave it out.' as remedy
                from staging.line where import = :import and row % 2 = 0
                """;

        assertTimeoutPreemptively(SOON, () -> lines.refuse(importId, refusal));

        assertThat(lines.refusedRows(importId)).isEqualTo(ROWS / 2);
        assertThat(lines.lines(importId)).isEqualTo(ROWS / 2);
        assertThat(lines.findings(importId, 100, 50))
                .hasSize(50)
                .extracting(Finding::row)
                .startsWith(102)
                .endsWith(200);
    }

    @Test
    void twinsAreFoundSoon() {
        jdbi.useHandle(
                handle -> handle.execute("update staging.line set id = 'one' where import = ?", importId.value()));

        assertTimeoutPreemptively(SOON, () -> lines.refuseTwins(importId, "customer"));

        assertThat(lines.lines(importId)).isEqualTo(1);
        assertThat(lines.refusedRows(importId)).isEqualTo(ROWS - 1);
    }

    @Test
    void allAreDroppedSoon() {
        assertTimeoutPreemptively(SOON, () -> lines.dropAll(importId));

        assertThat(lines.lines(importId)).isZero();
    }

    private void fill(ImportId id) {
        jdbi.useHandle(handle -> handle.execute("""
                insert into staging.line (import, row, id, content, fields)
                select ?, n, 'c-' || n, gen_random_uuid(), '{"cluster": "nowhere", "node": "n"}'
                from generate_series(1, ?) n
                """, id.value(), ROWS));
    }
}
