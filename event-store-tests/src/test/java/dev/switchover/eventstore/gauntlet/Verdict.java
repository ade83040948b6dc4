package dev.switchover.eventstore.gauntlet;

import java.util.Optional;

/** What one schedule showed. */
record Verdict(Schedule schedule, Run.Result result) {

    /** What went wrong, and how to run just that again. */
    Optional<String> failure() {
        if (result.lost().isEmpty() && result.complaints().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("seed %d lost %s, complaints %s; alone: -Dit.test=GapGauntletIT -Dgauntlet.seeds=%d"
                .formatted(schedule.seed(), result.lost(), result.complaints(), schedule.seed()));
    }
}
