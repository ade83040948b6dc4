package dev.switchover.migration.settlement.domain;

import static dev.switchover.migration.settlement.domain.InvoiceState.DISPUTED;
import static dev.switchover.migration.settlement.domain.InvoiceState.ISSUED;
import static dev.switchover.migration.settlement.domain.InvoiceState.PAID;
import static dev.switchover.migration.settlement.domain.InvoiceState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.migration.settlement.domain.Coverage.Billed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

    private static final LocalDate JAN_1 = LocalDate.of(2026, 1, 1);
    private static final Period JANUARY = new Period(JAN_1, LocalDate.of(2026, 1, 31));
    private static final List<InvoiceState> STATES = List.of(InvoiceState.values());

    @Test
    void isWholeWhenPaidInvoicesMeet() {
        assertThat(Coverage.of(JANUARY, List.of(paid("two", 11, 40), paid("one", -5, 10)))
                        .settled())
                .isTrue();
    }

    @Test
    void namesEachGap() {
        var coverage = Coverage.of(JANUARY, List.of(paid("one", 3, 10), paid("two", 12, 30)));

        assertThat(coverage.uncovered()).containsExactly(period(1, 2), period(11, 11), period(31, 31));
        assertThat(coverage.uncoveredDays()).isEqualTo(4);
    }

    @Test
    void namesAnInvoiceThatOverlapsByOneDayOnly() {
        var lastDay = new Billed("one", period(31, 60), ISSUED);
        var dayAfter = new Billed("two", period(32, 60), ISSUED);

        assertThat(Coverage.of(JANUARY, List.of(paid("all", 1, 31), lastDay, dayAfter))
                        .owed())
                .containsExactly("one");
    }

    @Test
    void countsADisputedInvoiceAsOwed() {
        assertThat(Coverage.of(JANUARY, List.of(new Billed("one", JANUARY, DISPUTED))))
                .isEqualTo(new Coverage(List.of(), List.of("one")));
    }

    @Test
    void isNothingWithoutInvoices() {
        assertThat(Coverage.of(JANUARY, List.of()).uncovered()).containsExactly(JANUARY);
    }

    /** Against the plain definition, day by day, on seeded invoices. */
    @Test
    void agreesWithCountingDays() {
        for (long seed = 0; seed < 2_000; seed++) {
            var invoices = randomInvoices(new Random(seed));

            var coverage = Coverage.of(JANUARY, invoices);

            assertThat(days(coverage.uncovered())).as("seed %d", seed).isEqualTo(uncoveredDays(invoices));
            assertThat(coverage.owed()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(owed(invoices));
        }
    }

    @Nested
    class DaysTouched {

        @ParameterizedTest
        @CsvSource({
            // the same instants are other days elsewhere
            "2026-01-31T23:30:00Z, 2026-02-01T10:00:00Z, UTC,              2026-01-31, 2026-02-01",
            "2026-01-31T23:30:00Z, 2026-02-01T10:00:00Z, Europe/Moscow,    2026-02-01, 2026-02-01",
            "2026-01-31T23:30:00Z, 2026-02-01T04:00:00Z, America/New_York, 2026-01-31, 2026-01-31",
            // an end at local midnight does not touch the new day, a moment later does
            "2026-01-01T00:00:00Z, 2026-01-31T23:00:00Z, Europe/Paris,     2026-01-01, 2026-01-31",
            "2026-01-01T00:00:00Z, 2026-01-31T23:00:00.000001Z, Europe/Paris, 2026-01-01, 2026-02-01",
            // the day clocks go forward has 23 hours, the day they go back 25
            "2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, Europe/Paris,     2026-03-29, 2026-03-29",
            "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, Europe/Paris,     2026-10-25, 2026-10-25",
            "2026-10-24T22:00:00Z, 2026-10-25T23:00:00.000001Z, Europe/Paris, 2026-10-25, 2026-10-26",
            // midnight itself does not exist on that day
            "2026-09-06T03:59:59Z, 2026-09-06T04:00:01Z, America/Santiago, 2026-09-05, 2026-09-06",
            // a day this zone left out
            "2011-12-30T09:59:59Z, 2011-12-30T10:00:01Z, Pacific/Apia,     2011-12-29, 2011-12-31",
            "2026-01-15T12:00:00Z, 2026-01-15T12:00:00Z, UTC,              2026-01-15, 2026-01-15"
        })
        void areThoseOfTheCustomersTimeZone(Instant since, Instant until, String zone, LocalDate from, LocalDate to) {
            assertThat(Period.touched(since, until, ZoneId.of(zone))).isEqualTo(new Period(from, to));
        }
    }

    private static List<Billed> randomInvoices(Random random) {
        var invoices = new ArrayList<Billed>();
        for (int i = random.nextInt(8); i > 0; i--) {
            int from = random.nextInt(50) - 10;
            var state = STATES.get(random.nextInt(STATES.size()));
            invoices.add(new Billed("i" + i, period(from, from + random.nextInt(12)), state));
        }
        return invoices;
    }

    private static List<String> owed(List<Billed> invoices) {
        return invoices.stream()
                .filter(each -> each.state().owed() && each.period().overlaps(JANUARY))
                .map(Billed::invoice)
                .toList();
    }

    private static List<LocalDate> days(List<Period> periods) {
        return periods.stream()
                .flatMap(period -> period.from().datesUntil(period.to().plusDays(1)))
                .toList();
    }

    private static List<LocalDate> uncoveredDays(List<Billed> invoices) {
        return days(List.of(JANUARY)).stream()
                .filter(day -> invoices.stream()
                        .noneMatch(each ->
                                each.state() != WITHDRAWN && each.period().overlaps(new Period(day, day))))
                .toList();
    }

    private static Billed paid(String invoice, int first, int last) {
        return new Billed(invoice, period(first, last), PAID);
    }

    private static Period period(int first, int last) {
        return new Period(JAN_1.plusDays(first - 1L), JAN_1.plusDays(last - 1L));
    }
}
