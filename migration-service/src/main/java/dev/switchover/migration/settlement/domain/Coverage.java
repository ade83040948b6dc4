package dev.switchover.migration.settlement.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * How far invoices cover the days of a customer on a node: the periods no invoice speaks of, and the invoices of those
 * days that are still owed. An invoice that is owed counts as owed even if another one for the same days is paid.
 */
public record Coverage(List<Period> uncovered, List<String> owed) {

    /** An invoice as far as coverage is concerned. */
    public record Billed(String invoice, Period period, InvoiceState state) {}

    public static Coverage of(Period stay, Collection<Billed> invoices) {
        var touching = touching(invoices, stay::overlaps);
        return new Coverage(gaps(stay, touching), owed(touching));
    }

    /** Of time that may still go on: there is no saying yet which of its days are uncovered. */
    public static List<String> owed(Stay stay, Collection<Billed> invoices) {
        return owed(touching(invoices, stay::touches));
    }

    public boolean settled() {
        return uncovered.isEmpty() && owed.isEmpty();
    }

    public long uncoveredDays() {
        return uncovered.stream().mapToLong(Period::days).sum();
    }

    private static List<Billed> touching(Collection<Billed> invoices, Predicate<Period> days) {
        return invoices.stream()
                .filter(invoice -> invoice.state().covers() && days.test(invoice.period()))
                .sorted(Comparator.comparing(
                                (Billed invoice) -> invoice.period().from())
                        .thenComparing(Billed::invoice))
                .toList();
    }

    private static List<String> owed(List<Billed> touching) {
        return touching.stream()
                .filter(invoice -> invoice.state().owed())
                .map(Billed::invoice)
                .toList();
    }

    private static List<Period> gaps(Period stay, List<Billed> ordered) {
        var gaps = new ArrayList<Period>();
        LocalDate next = stay.from();
        for (var invoice : ordered) {
            if (invoice.period().from().isAfter(next)) {
                gaps.add(new Period(next, invoice.period().from().minusDays(1)));
            }
            next = later(next, invoice.period().to().plusDays(1));
        }
        if (!next.isAfter(stay.to())) {
            gaps.add(new Period(next, stay.to()));
        }
        return List.copyOf(gaps);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
