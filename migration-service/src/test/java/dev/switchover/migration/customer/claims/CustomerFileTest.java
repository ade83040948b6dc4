package dev.switchover.migration.customer.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CustomerFileTest {

    @Test
    void whatIsSaidOfTheFileNamesEveryColumn() {
        assertThat(CustomerRows.COLUMNS)
                .allSatisfy(column -> assertThat(CustomerImport.FILE).contains(column.name()));
    }
}
