package dev.switchover.migration.migration.claims;

import dev.switchover.migration.migration.domain.WavePhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a wave stands, as the claims know it. */
public record WaveStanding(
        String wave,
        WavePhase phase,
        int members,
        int byDomain,
        @Nullable Instant due) {

    /** Its members are yet to be told, or not all of them are. */
    boolean isToTell() {
        return phase == WavePhase.PLANNED || phase == WavePhase.ANNOUNCING;
    }
}
