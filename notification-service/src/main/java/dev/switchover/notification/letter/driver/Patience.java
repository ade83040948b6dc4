package dev.switchover.notification.letter.driver;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When to try again: after a pause that doubles, until it has gone on for too long. */
@Singleton
class Patience {

    private final SmtpConfig config;
    private final Clock clock;

    Patience(SmtpConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Empty when it has gone on for too long. */
    Optional<Instant> nextAttempt(int attempt, Instant madeAt) {
        var next = clock.instant().plus(pause(attempt));
        return next.isAfter(madeAt.plus(config.retry().giveUpAfter())) ? Optional.empty() : Optional.of(next);
    }

    Duration pause(int attempt) {
        var first = config.retry().first().toMillis();
        var doubled = first << Math.min(attempt - 1, 30);
        return Duration.ofMillis(Math.min(doubled, config.retry().longest().toMillis()));
    }
}
