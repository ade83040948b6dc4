package dev.switchover.migration.migration.claims;

import dev.switchover.migration.migration.domain.WavePhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a wave stands, as the claims know it; the work of an earlier {@code round} is over. */
public record WaveStanding(
        String wave,
        WavePhase phase,
        int members,
        int byDomain,
        @Nullable Instant due,
        int round) {

    /** Its members are yet to be told, or not all of them are. */
    boolean isToTell() {
        return phase == WavePhase.PLANNED || phase == WavePhase.ANNOUNCING;
    }
}
