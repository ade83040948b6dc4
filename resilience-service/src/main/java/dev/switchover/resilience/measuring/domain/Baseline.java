package dev.switchover.resilience.measuring.domain;

import dev.switchover.resilience.measuring.domain.Expectation.Loss;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What skilled hands with plain tools achieved in one order of work, while ten calls a second came.
 *
 * @param back null: nobody measured it
 * @param keepsRows whether no acknowledged row was lost; where hands lost some, it was by letting both nodes write, which
 *     does not happen here, so that nothing is known
 */
record Baseline(Way over, @Nullable Way back, boolean keepsRows) {

    static final Baseline LOSSLESS = new Baseline(new Way(2.0, 0), new Way(2.2, 0), true);

    /**
     * Standby first; back: Standby stops, then Main starts. Hands were without settings for 0.2 s only because both nodes wrote;
     * here data and settings wait for the old node's as in the order that loses least.
     */
    static final Baseline DOCUMENT = new Baseline(new Way(LOSSLESS.over().seconds(), 1), new Way(8.0, 70), false);

    /** Where one group holds everything. */
    static final Baseline STOP_FIRST = new Baseline(new Way(6.0, 41), new Way(5.0, 48), true);

    /** As hands had it with the document's way over, in both directions: nothing on the nodes must not be written twice. */
    static final Baseline START_FIRST = new Baseline(new Way(0.2, 1), new Way(0.2, 1), false);

    /** Main lost power, and a person came after ten seconds; the other way round nobody tried. */
    static final Baseline CRASH = new Baseline(new Way(13.5, 115), null, false);

    static final String SOURCE = "skilled hands with plain tools, baseline";

    private static final String CALLS = "calls, of ten a second";
    private static final String ROWS = "acknowledged rows";

    /** In one direction: how long changes of settings failed, and how many calls were lost. */
    record Way(double seconds, int calls) {}

    @Nullable
    Duration gap(boolean backwards) {
        var way = way(backwards);
        return way == null ? null : Duration.ofMillis(Math.round(way.seconds() * 1000));
    }

    @Nullable
    Loss calls(boolean backwards) {
        var way = way(backwards);
        return way == null ? null : new Loss(way.calls(), CALLS);
    }

    @Nullable
    Loss rows() {
        return keepsRows ? new Loss(0, ROWS) : null;
    }

    private @Nullable Way way(boolean backwards) {
        return backwards ? back : over;
    }
}
