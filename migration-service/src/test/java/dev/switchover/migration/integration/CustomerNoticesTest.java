package dev.switchover.migration.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.contracts.migration.v1.MigrationNotice;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveAnnounced;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerMoveCalledOff;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.ReachedBy;
import dev.switchover.migration.imports.domain.ImportEvent.ImportEnded;
import dev.switchover.migration.imports.domain.ImportId;
import dev.switchover.migration.imports.domain.ImportOutcome;
import dev.switchover.migration.imports.domain.Tally;
import dev.switchover.migration.settlement.domain.Due;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CustomerNoticesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final CustomerId ACME = new CustomerId("acme");

    @Test
    void tellTheCustomerWhereToMove() {
        var told = new CustomerMoveAnnounced(
                ACME,
                "move-1",
                "one",
                "acme-ltd",
                ReachedBy.DOMAIN,
                "sip.acme.example",
                "a",
                "192.0.2.1",
                "b",
                "192.0.2.2",
                AT);

        assertThat(CustomerNotices.of(told, AT))
                .containsExactly(new MigrationNotice.CustomerMoveAnnounced(
                        "customer/acme",
                        AT,
                        "acme-ltd",
                        "acme",
                        "move-1",
                        "one",
                        MigrationNotice.ReachedBy.DOMAIN,
                        "sip.acme.example",
                        "192.0.2.1",
                        "192.0.2.2",
                        AT));
    }

    @Test
    void tellTheCustomerToStay() {
        var calledOff = new CustomerMoveCalledOff(
                ACME, "move-1", "one", "acme-ltd", ReachedBy.IP, null, "a", "192.0.2.1", "holiday", AT);

        assertThat(CustomerNotices.of(calledOff, AT))
                .containsExactly(new MigrationNotice.CustomerMovedBack(
                        "customer/acme",
                        AT,
                        "acme-ltd",
                        "acme",
                        "move-1",
                        MigrationNotice.ReachedBy.IP,
                        null,
                        "192.0.2.1",
                        "holiday",
                        AT));
    }

    @Test
    void keepNewCustomersInside() {
        var added = new CustomerAdded(ACME, "acme-ltd", ReachedBy.IP, null, "east", "a", null, ZoneId.of("UTC"));

        assertThat(CustomerNotices.of(added, AT)).isEmpty();
    }

    @Test
    void tellNobodyAnAmount() {
        var day = LocalDate.of(2026, 1, 31);
        var issued = new InvoiceIssued(new InvoiceId("i-1"), "acme", day, day, Due.of("1", "EUR"));

        assertThat(SettlementNotices.of(issued, AT))
                .containsExactly(new MigrationNotice.InvoiceIssued("invoice/i-1", AT, "acme", day, day));
    }

    @Test
    void tellOperatorsOfAnImportThatLeftRows() {
        var id = new ImportId("import-1");

        assertThat(ImportNotices.of(ended(id, ImportOutcome.SUCCEEDED), AT)).isEmpty();
        assertThat(ImportNotices.of(ended(id, ImportOutcome.INCOMPLETE), AT))
                .containsExactly(new MigrationNotice.OperationEnded(
                        "import/import-1",
                        AT,
                        "import-1",
                        "import of customers",
                        MigrationNotice.Outcome.INCOMPLETE,
                        "import/import-1",
                        "see the report: 7 rows appended, 2 already there, 1 refused"));
    }

    private static ImportEnded ended(ImportId id, ImportOutcome outcome) {
        return new ImportEnded(id, "customers", outcome, new Tally(7, 2, 1), "see the report");
    }
}
