package dev.switchover.notification.letter.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private final Patience patience = new Patience(TestSmtp.at(25), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT10S", "3, PT20S", "10, PT42M40S", "11, PT1H", "1000, PT1H", "2147483647, PT1H"})
    void eachPauseIsTwiceTheLastUpToTheLongest(int attempt, Duration pause) {
        assertThat(patience.nextAttempt(attempt, NOW)).contains(NOW.plus(pause));
    }

    @Test
    void itEndsFiveDaysAfterTheMailWasMade() {
        var made = NOW.minus(Duration.ofDays(5)).plus(Duration.ofHours(1));

        assertThat(patience.nextAttempt(100, made)).contains(NOW.plus(Duration.ofHours(1)));
        assertThat(patience.nextAttempt(100, made.minusSeconds(1))).isEmpty();
    }
}
