package dev.switchover.resilience.measuring.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long something will probably not serve.
 *
 * @param gap null: nobody has measured it, so nothing is said
 * @param source whose figure it is
 */
public record Expectation(String thing, @Nullable Duration gap, String source) {

    private static final String HANDS = "skilled hands with plain tools, baseline";

    /** What kind of switchover it is about, as far as figures differ by it. */
    public record Occasion(boolean back, boolean emergency, boolean single, boolean document) {}

    /** The median of what own runs of the same kind took, else the baseline's figure. */
    public static Expectation of(String thing, Occasion occasion, List<Duration> own) {
        if (!own.isEmpty()) {
            var sorted = own.stream().sorted().toList();
            return new Expectation(thing, sorted.get((sorted.size() - 1) / 2), "median of " + own.size() + " own runs");
        }
        var seconds = baseline(thing, occasion);
        return seconds == null
                ? new Expectation(thing, null, "UNKNOWN: nobody has measured it yet")
                : new Expectation(thing, Duration.ofMillis(Math.round(seconds * 1000)), HANDS);
    }

    private static @Nullable Double baseline(String thing, Occasion occasion) {
        return switch (thing) {
            case "management", Probe.EDGE -> management(occasion);
            case "services" -> occasion.emergency() ? management(occasion) : stopFirst(occasion);
            case "telephony" -> occasion.emergency() ? null : 0.0;
            default -> null;
        };
    }

    private static double management(Occasion occasion) {
        if (occasion.emergency()) {
            return occasion.back() ? 7.7 : 13.5;
        }
        if (occasion.single()) {
            return stopFirst(occasion);
        }
        if (occasion.document()) {
            return occasion.back() ? 8.0 : 0.2;
        }
        return occasion.back() ? 2.2 : 2.0;
    }

    private static double stopFirst(Occasion occasion) {
        return occasion.back() ? 5.0 : 6.0;
    }
}
