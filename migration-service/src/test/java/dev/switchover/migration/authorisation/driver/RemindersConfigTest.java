package dev.switchover.migration.authorisation.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RemindersConfigTest {

    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    private final RemindersConfig config = new RemindersConfig() {
        @Override
        public Duration lead() {
            return DAY.multipliedBy(2);
        }

        @Override
        public Duration spacing() {
            return DAY;
        }

        @Override
        public int most() {
            return 3;
        }
    };

    @Test
    void theFirstComesBeforeTheDateButNeverRightAfterTheRequest() {
        assertThat(config.first(NOW, NOW.plus(DAY.multipliedBy(10)))).isEqualTo(NOW.plus(DAY.multipliedBy(8)));
        assertThat(config.first(NOW, NOW.plus(DAY.multipliedBy(2)))).isEqualTo(NOW.plus(DAY));
        assertThat(config.first(NOW, NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
    }
}
