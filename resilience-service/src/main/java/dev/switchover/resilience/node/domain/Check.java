package dev.switchover.resilience.node.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What a node has tried out about itself: a licence, a trunk, a call.
 *
 * @param at when, by the node's clock
 * @param says what came of it in the node's own words, one line; at most 200 characters are kept
 */
public record Check(String name, boolean passed, Instant at, String says) {

    /** Nothing that has to be looked after once a month says how it is today. */
    public static final Duration COUNTS = Duration.ofDays(1);

    private static final int LONGEST = 200;

    /** By which the clocks of two machines may differ. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final Pattern BREAK = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    public Check {
        says = BREAK.matcher(says).replaceAll(" ").strip();
    }

    /** What the node said of a check and nobody understands: nothing that passed. */
    public static Check unreadable(String words) {
        return new Check("unreadable", false, Instant.EPOCH, words);
    }

    /** In words fit to be shown, shortened only then: half a secret would not be known for one. */
    public Check saying(UnaryOperator<String> printable) {
        return new Check(name, passed, at, shortened(printable.apply(says)));
    }

    /** Whether it is young enough to say anything of now. */
    @JsonIgnore
    public boolean counts(Instant now) {
        return !at.isBefore(now.minus(COUNTS)) && !at.isAfter(now.plus(AHEAD));
    }

    private static String shortened(String words) {
        var all = words.codePoints().toArray();
        return all.length <= LONGEST ? words : new String(all, 0, LONGEST - 1) + "…";
    }
}
