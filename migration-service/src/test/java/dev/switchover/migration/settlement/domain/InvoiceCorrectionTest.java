package dev.switchover.migration.settlement.domain;

import static dev.switchover.migration.Refusals.refused;

import dev.switchover.migration.settlement.domain.InvoiceCommand.CorrectInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WithdrawInvoice;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceCorrected;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWithdrawn;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An invoice that was entered wrong, or that there is none of. */
class InvoiceCorrectionTest {

    private static final InvoiceId ID = new InvoiceId("2026-01-acme");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 1, 31);
    private static final Due HUNDRED = Due.of("100", "EUR");
    private static final Due THOUSAND = Due.of("1000", "EUR");
    private static final InvoiceIssued ISSUED = new InvoiceIssued(ID, "acme", FIRST, LAST, HUNDRED);
    private static final InvoicePaid PAID = new InvoicePaid(ID, "acme", LAST);
    private static final InvoiceWithdrawn WITHDRAWN = new InvoiceWithdrawn(ID, "acme", "ann", "entered twice");

    private final FixtureConfiguration<Invoice> invoice = new AggregateTestFixture<>(Invoice.class);

    @Test
    void changesWhatIsSaidAndLeavesTheRest() {
        when(to(null, null, new BigDecimal("1000.00")), ISSUED)
                .expectEvents(corrected("acme", LAST, THOUSAND, InvoiceState.ISSUED));
        when(to("beta", LocalDate.of(2026, 1, 15), null), ISSUED)
                .expectEvents(corrected("beta", LocalDate.of(2026, 1, 15), HUNDRED, InvoiceState.ISSUED));
    }

    @Test
    void againChangesNothing() {
        when(to(null, null, new BigDecimal("1000")), ISSUED, corrected("acme", LAST, THOUSAND, InvoiceState.ISSUED))
                .expectNoEvents();
    }

    @Test
    void keepsADisputeAndAPayment() {
        var disputed = new InvoiceDisputed(ID, "acme", "too much");
        when(to(null, null, new BigDecimal("1000")), ISSUED, disputed)
                .expectEvents(corrected("acme", LAST, THOUSAND, InvoiceState.DISPUTED));
        when(to("beta", null, null), ISSUED, PAID).expectEvents(corrected("beta", LAST, HUNDRED, InvoiceState.PAID));
    }

    @Test
    void ofAnotherAmountIsOwedAgain() {
        when(to(null, null, new BigDecimal("1000")), ISSUED, PAID)
                .expectEvents(corrected("acme", LAST, THOUSAND, InvoiceState.ISSUED));
    }

    @Test
    void isWhatTheInvoiceIsIssuedAsFromThenOn() {
        invoice.given(ISSUED, corrected("acme", LAST, THOUSAND, InvoiceState.ISSUED))
                .whenInvoking(ID.toString(), it -> it.decide(new IssueInvoice(ID, "acme", FIRST, LAST, THOUSAND)))
                .expectNoEvents();
    }

    @Test
    void isRefusedWhereItMakesNoSense() {
        refused(when(to(null, FIRST.minusDays(1), null), ISSUED), "dates-reversed");
        refused(when(to(null, null, BigDecimal.ZERO), ISSUED), "invalid-amount");
        var prepaid = new InvoiceIssued(ID, "acme", FIRST, LAST, Due.nothing(Terms.PREPAID));
        refused(when(to(null, null, BigDecimal.ONE), prepaid), "invalid-amount");
        refused(when(new CorrectInvoice(ID, "beta", null, null, null, null, " "), ISSUED), "reason-missing");
    }

    @Test
    void isRefusedAfterTheWordOfAnApprover() {
        var writtenOff = new InvoiceWrittenOff(ID, "acme", "ann", "insolvent");
        refused(when(to("beta", null, null), ISSUED, writtenOff), "invoice-not-correctable");
        refused(when(to("beta", null, null), ISSUED, WITHDRAWN), "invoice-withdrawn");
    }

    @Test
    void withdrawnItAsksForNothingAndComesNotBack() {
        withdrawing(ISSUED).expectEvents(WITHDRAWN);
        withdrawing(ISSUED, PAID).expectEvents(WITHDRAWN);
        withdrawing(ISSUED, WITHDRAWN).expectNoEvents();
        refused(
                invoice.given(ISSUED, WITHDRAWN)
                        .whenInvoking(
                                ID.toString(), it -> it.decide(new IssueInvoice(ID, "acme", FIRST, LAST, HUNDRED))),
                "invoice-withdrawn");
    }

    private ResultValidator<Invoice> when(CorrectInvoice command, Object... past) {
        return invoice.given(past).whenInvoking(ID.toString(), it -> it.decide(command));
    }

    private ResultValidator<Invoice> withdrawing(Object... past) {
        return invoice.given(past)
                .whenInvoking(ID.toString(), it -> it.decide(new WithdrawInvoice(ID, "ann", "entered twice")));
    }

    private static CorrectInvoice to(@Nullable String customer, @Nullable LocalDate last, @Nullable BigDecimal amount) {
        return new CorrectInvoice(ID, customer, null, last, amount, null, "a typing error");
    }

    private static InvoiceCorrected corrected(String customer, LocalDate last, Due due, InvoiceState state) {
        return new InvoiceCorrected(ID, customer, FIRST, last, due, "acme", state, "a typing error");
    }
}
