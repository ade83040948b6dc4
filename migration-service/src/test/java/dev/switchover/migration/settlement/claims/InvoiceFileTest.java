package dev.switchover.migration.settlement.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvoiceFileTest {

    @Test
    void whatIsSaidOfTheFileNamesEveryColumn() {
        assertThat(InvoiceRow.COLUMNS)
                .allSatisfy(column -> assertThat(InvoiceImport.FILE).contains(column.name()));
    }
}
