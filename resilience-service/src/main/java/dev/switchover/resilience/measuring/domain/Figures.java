package dev.switchover.resilience.measuring.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one thing was felt from outside during a switchover.
 *
 * @param probes how often it was asked
 * @param lost how often no node served
 * @param gap the longest time from the last good answer to the next; null: nobody asked, so it is unknown
 * @param overlap how long two nodes served at once while the switchover went on; null likewise
 * @param unknown how long nobody looked, the time before the first and after the last look included
 * @param downBefore whether it may have been down already before the first look: the gap is at least so long; not written
 *     where it was not
 * @param time how long the switchover went on; those stored before do not tell
 */
public record Figures(
        String thing,
        int probes,
        int lost,
        @Nullable Duration gap,
        @Nullable Duration overlap,
        Duration unknown,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean downBefore,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration time) {

    /** Where nobody looked for longer than this, the figures say too little. */
    private static final Duration BLIND = Duration.ofSeconds(2);

    /** Those stored before said zero where nobody had asked. */
    public Figures {
        gap = probes == 0 ? null : gap;
        overlap = probes == 0 ? null : overlap;
    }

    /** How much of the time was looked at. */
    public enum Seen {
        WHOLLY,
        /** What was worse in the time nobody looked at is unknown. */
        PARTLY,
        NOT,
        /** It goes on, or has just ended; what was seen is evaluated within seconds of its end. */
        NOT_YET
    }

    public Seen seen() {
        if (probes == 0) {
            return Seen.NOT;
        }
        return downBefore || leavesMuchUnseen() ? Seen.PARTLY : Seen.WHOLLY;
    }

    /** Longer than a moment, or more than was seen. */
    public boolean leavesMuchUnseen() {
        return unknown.compareTo(BLIND) > 0
                || (time != null && unknown.multipliedBy(2).compareTo(time) > 0);
    }
}
