package dev.switchover.migration.settlement.domain;

import static org.hamcrest.Matchers.containsString;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.settlement.domain.InvoiceCommand.DisputeInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.IssueInvoice;
import dev.switchover.migration.settlement.domain.InvoiceCommand.RecordPayment;
import dev.switchover.migration.settlement.domain.InvoiceCommand.WriteOffInvoice;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceDisputed;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceIssued;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoicePaid;
import dev.switchover.migration.settlement.domain.InvoiceEvent.InvoiceWrittenOff;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.CustomMatcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvoiceTest {

    private static final InvoiceId ID = new InvoiceId("2026-01-acme");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 1, 31);
    private static final Instant SAID = Instant.parse("2026-01-31T12:00:00Z");
    private static final Due HUNDRED = Due.of("100.50", "EUR");
    private static final InvoiceIssued ISSUED = issued(HUNDRED);
    private static final InvoicePaid PAID = new InvoicePaid(ID, "acme", LAST);
    private static final InvoiceDisputed DISPUTED = new InvoiceDisputed(ID, "acme", "too many minutes");
    private static final InvoiceWrittenOff WRITTEN_OFF = new InvoiceWrittenOff(ID, "acme", "ann", "insolvent");

    private AggregateTestFixture<Invoice> invoice;

    @BeforeEach
    void setUp() {
        invoice = new AggregateTestFixture<>(Invoice.class);
        invoice.registerAnnotatedCommandHandler(new WithoutClaims(invoice.getRepository()));
    }

    @Nested
    class Issuing {

        @Test
        void recordsPeriodAndAmount() {
            when(issue(HUNDRED)).expectEvents(ISSUED);
        }

        @Test
        void againChangesNothingHoweverTheAmountIsWritten() {
            when(issue(Due.of("100.5", "EUR")), ISSUED).expectNoEvents();
        }

        @Test
        void withOtherContentIsRefused() {
            refused("other content", issue(Due.of("100.51", "EUR")), ISSUED);
        }

        /** As money is written, and not shorter than it was entered. */
        @Test
        void withOtherContentSaysWhatDiffersAsItIsWritten() {
            differs(Due.of("13.00", "EUR"), "13.00", Due.of("120.5", "EUR"), "120.50");
            differs(Due.of("13", "JPY"), "13", Due.of("0.001234", "JPY"), "0.001234");
            differs(Due.of("200", "TND"), "200.000", Due.of("0.5", "XAU"), "0.5");
        }

        private void differs(Due stored, String storedAs, Due sent, String sentAs) {
            setUp();
            when(issue(sent), issued(stored)).expectException(new CustomMatcher<>(storedAs + " and " + sentAs) {
                @Override
                public boolean matches(Object actual) {
                    return actual instanceof Rejection rejection
                            && rejection
                                    .offences()
                                    .getFirst()
                                    .equals(new Offence("amount", "as stored", sentAs, "Stored is: " + storedAs));
                }
            });
        }

        @Test
        void withReversedDatesIsRefused() {
            refused("before it begins", new IssueInvoice(ID, "acme", LAST, FIRST, HUNDRED));
        }

        @Test
        void withoutAnAmountIsRefused() {
            refused("number above 0", issue(new Due(Terms.AMOUNT, null, "EUR")));
        }

        @Test
        void ofNothingIsRefused() {
            refused("number above 0", issue(Due.of("0.00", "EUR")));
        }

        @Test
        void inAnUnknownCurrencyIsRefused() {
            refused("ISO 4217", issue(Due.of("1", "EURO")));
        }

        @Test
        void ofAnAmountMarkedPrepaidIsRefused() {
            refused("has no amount", issue(new Due(Terms.PREPAID, BigDecimal.ONE, "EUR")));
        }
    }

    @Nested
    class Paying {

        @Test
        void settlesAnIssuedInvoice() {
            when(new RecordPayment(ID, LAST, SAID), ISSUED).expectEvents(PAID);
        }

        @Test
        void settlesADisputedInvoice() {
            when(new RecordPayment(ID, LAST, SAID), ISSUED, DISPUTED).expectEvents(PAID);
        }

        @Test
        void againChangesNothing() {
            when(new RecordPayment(ID, LAST, SAID), ISSUED, PAID).expectNoEvents();
        }

        @Test
        void againWithoutADayChangesNothing() {
            when(new RecordPayment(ID, null, SAID.plusSeconds(90_000)), ISSUED, PAID)
                    .expectNoEvents();
        }

        @Test
        void againOnAnotherDayIsRefused() {
            refused("is PAID already", new RecordPayment(ID, LAST.minusDays(1), SAID), ISSUED, PAID);
        }

        @Test
        void withoutADayCameOnTheDayItIsSaid() {
            when(new RecordPayment(ID, null, SAID), ISSUED).expectEvents(PAID);
        }

        @Test
        void aDayAheadIsRefusedButForTheOneThatHasBegunSomewhere() {
            when(new RecordPayment(ID, LAST.plusDays(1), SAID), ISSUED)
                    .expectEvents(new InvoicePaid(ID, "acme", LAST.plusDays(1)));
            refused("yet to come", new RecordPayment(ID, LAST.plusDays(2), SAID), ISSUED);
        }

        @ParameterizedTest
        @EnumSource(names = {"PREPAID", "NOTHING_DUE"})
        void whereNothingIsDueIsRefused(Terms terms) {
            refused("cannot be paid", new RecordPayment(ID, LAST, SAID), issued(Due.nothing(terms)));
        }

        @Test
        void whatIsWrittenOffIsRefused() {
            refused("cannot be paid", new RecordPayment(ID, LAST, SAID), ISSUED, WRITTEN_OFF);
        }
    }

    @Nested
    class Disputing {

        @Test
        void keepsTheInvoiceOwed() {
            when(new DisputeInvoice(ID, "too many minutes"), ISSUED).expectEvents(DISPUTED);
        }

        @Test
        void againChangesNothing() {
            when(new DisputeInvoice(ID, "too many minutes"), ISSUED, DISPUTED).expectNoEvents();
        }

        @Test
        void againForAnotherReasonIsRefused() {
            refused("is DISPUTED already", new DisputeInvoice(ID, "wrong price"), ISSUED, DISPUTED);
        }

        @Test
        void whatIsPaidIsRefused() {
            refused("cannot be disputed", new DisputeInvoice(ID, "late"), ISSUED, PAID);
        }

        @Test
        void withoutAReasonIsRefused() {
            refused("Say why", new DisputeInvoice(ID, " "), ISSUED);
        }
    }

    @Nested
    class WritingOff {

        @Test
        void recordsWhoApprovedAndWhy() {
            when(writeOff("insolvent"), ISSUED, DISPUTED).expectEvents(WRITTEN_OFF);
        }

        @Test
        void againChangesNothing() {
            when(writeOff("insolvent"), ISSUED, WRITTEN_OFF).expectNoEvents();
        }

        @Test
        void againForAnotherReasonIsRefused() {
            refused("is WRITTEN_OFF already", writeOff("forgotten"), ISSUED, WRITTEN_OFF);
        }

        @Test
        void whatIsPaidIsRefused() {
            refused("cannot be written off", writeOff("insolvent"), ISSUED, PAID);
        }

        @Test
        void withoutAReasonIsRefused() {
            refused("Say why", writeOff(""), ISSUED);
        }
    }

    private ResultValidator<Invoice> when(InvoiceCommand command, InvoiceEvent... given) {
        return invoice.given((Object[]) given).when(command);
    }

    private void refused(String reason, InvoiceCommand command, InvoiceEvent... given) {
        when(command, given)
                .expectNoEvents()
                .expectException(Rejection.class)
                .expectExceptionMessage(containsString(reason));
    }

    private static InvoiceIssued issued(Due due) {
        return new InvoiceIssued(ID, "acme", FIRST, LAST, due);
    }

    private static IssueInvoice issue(Due due) {
        return new IssueInvoice(ID, "acme", FIRST, LAST, due);
    }

    private static WriteOffInvoice writeOff(String reason) {
        return new WriteOffInvoice(ID, "ann", reason);
    }

    /** Hands commands to the aggregate as the claims room does, without its checks. */
    record WithoutClaims(Repository<Invoice> invoices) {

        @CommandHandler
        void handle(IssueInvoice command) throws Exception {
            invoices.loadOrCreate(command.invoiceId().toString(), Invoice::new)
                    .execute(invoice -> invoice.decide(command));
        }

        @CommandHandler
        void handle(RecordPayment command) {
            invoices.load(command.invoiceId().toString()).execute(invoice -> invoice.decide(command));
        }

        @CommandHandler
        void handle(DisputeInvoice command) {
            invoices.load(command.invoiceId().toString()).execute(invoice -> invoice.decide(command));
        }

        @CommandHandler
        void handle(WriteOffInvoice command) {
            invoices.load(command.invoiceId().toString()).execute(invoice -> invoice.decide(command));
        }
    }
}
