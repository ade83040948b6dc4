package dev.switchover.eventstore.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Two or three things measured in turns, so that a noisy machine disturbs all of them alike.
 *
 * @param ratio median of ours to the mean of stock's slices before and after it
 * @param toRaw median of ours to the raw limit
 */
record Comparison(double ratio, double toRaw, double own, double stock, double raw) {

    /** One slice of work; gives how much was done per second. */
    interface Slice {
        double perSecond() throws Exception;
    }

    /** The first round only warms up. */
    static Comparison of(String title, int rounds, Slice stock, Slice own, Slice raw) throws Exception {
        var ratios = new ArrayList<Double>();
        var toRaw = new ArrayList<Double>();
        var rates = List.of(new ArrayList<Double>(), new ArrayList<Double>(), new ArrayList<Double>());
        double before = stock.perSecond();
        for (int round = 0; round <= rounds; round++) {
            double ours = own.perSecond();
            double limit = raw.perSecond();
            double after = stock.perSecond();
            if (round > 0) {
                ratios.add(ours / ((before + after) / 2));
                toRaw.add(ours / limit);
                rates.get(0).add(ours);
                rates.get(1).add((before + after) / 2);
                rates.get(2).add(limit);
            }
            before = after;
        }
        var result = new Comparison(
                median(ratios), median(toRaw), median(rates.get(0)), median(rates.get(1)), median(rates.get(2)));
        System.out.println(result.line(title, ratios));
        return result;
    }

    private String line(String title, List<Double> ratios) {
        return String.format(
                Locale.ROOT,
                "%-34s %.2f x stock (%.2f-%.2f), %.2f of the raw limit; per second: ours %.0f, stock %.0f, raw %.0f",
                title,
                ratio,
                Collections.min(ratios),
                Collections.max(ratios),
                toRaw,
                own,
                stock,
                raw);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
