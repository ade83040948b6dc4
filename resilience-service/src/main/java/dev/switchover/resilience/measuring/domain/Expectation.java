package dev.switchover.resilience.measuring.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long something will probably not serve, and what is lost meanwhile.
 *
 * @param gap null: nobody has measured it, so nothing is said
 * @param loss null: likewise
 * @param source whose figures they are
 */
public record Expectation(
        String thing, @Nullable Duration gap, @Nullable Loss loss, String source) {

    private static final String NOBODY = "UNKNOWN: nobody has measured it yet";
    private static final String PROBES = "probes";

    /** So that a single odd run does not decide. */
    private static final int ENOUGH_RUNS = 3;

    /** So many of what. */
    public record Loss(int count, String of) {}

    /** What kind of switchover it is about, as far as figures differ by it. */
    public record Occasion(boolean back, boolean emergency, boolean single, boolean holdsData, boolean document) {

        private Baseline baseline() {
            if (emergency) {
                return Baseline.CRASH;
            }
            if (single) {
                return holdsData ? Baseline.STOP_FIRST : Baseline.START_FIRST;
            }
            return document ? Baseline.DOCUMENT : Baseline.LOSSLESS;
        }
    }

    /** The median of what own runs of the same kind took, once there are enough; before, the baseline's figures. */
    public static Expectation of(String thing, Occasion occasion, List<Figures> own) {
        var gaps = own.stream()
                .flatMap(one -> Stream.ofNullable(one.gap()))
                .sorted()
                .toList();
        if (!areEnough(gaps.size())) {
            return byBaseline(thing, occasion, gaps.size());
        }
        var lost = own.stream().map(Figures::lost).sorted().toList();
        return new Expectation(thing, median(gaps), new Loss(median(lost), PROBES), ofOwn(gaps.size()));
    }

    /** A group that stands for everything has the data too. */
    @JsonIgnore
    public boolean isOfData() {
        return thing.equals("data") || thing.equals("services");
    }

    public Expectation withoutLoss(String why) {
        return new Expectation(thing, gap, null, why);
    }

    public static boolean areEnough(int runs) {
        return runs >= ENOUGH_RUNS;
    }

    /** The source where there is no figure. */
    public static String ofTooFew(int runs) {
        return runs == 0 ? NOBODY : "UNKNOWN: %d of the %d own runs that make a median".formatted(runs, ENOUGH_RUNS);
    }

    /** The source of a median. */
    public static String ofOwn(int runs) {
        return "median of " + runs + " own runs";
    }

    /** The lower one of two in the middle. */
    public static <T> T median(List<T> sorted) {
        return sorted.get((sorted.size() - 1) / 2);
    }

    private static Expectation byBaseline(String thing, Occasion occasion, int runs) {
        var baseline = occasion.baseline();
        var gap = gap(thing, occasion);
        var loss =
                switch (thing) {
                    case "telephony", "services" -> baseline.calls(occasion.back());
                    case "data" -> baseline.rows();
                    default -> null;
                };
        return new Expectation(thing, gap, loss, gap == null && loss == null ? ofTooFew(runs) : Baseline.SOURCE);
    }

    /** Hands measured the time without settings; calls they counted, so that none lost is no gap. */
    private static @Nullable Duration gap(String thing, Occasion occasion) {
        var baseline = occasion.baseline();
        return switch (thing) {
            case "management", "services", Probe.EDGE -> baseline.gap(occasion.back());
            case "telephony" -> baseline.equals(Baseline.LOSSLESS) ? Duration.ZERO : null;
            default -> null;
        };
    }
}
