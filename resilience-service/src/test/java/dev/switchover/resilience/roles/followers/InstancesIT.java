package dev.switchover.resilience.roles.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.resilience.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Two instances of the shipped service on one database. */
class InstancesIT {

    @Test
    void bothAnswerAChangeWithinAQuarterOfASecond() throws IOException {
        try (var pair = Pair.open()) {
            var took = LongStream.rangeClosed(2, 21)
                    .map(epoch -> millisUntilBothKnow(pair, epoch % 2 == 0 ? "b" : "a", epoch))
                    .sorted()
                    .toArray();
            assertThat(took[took.length / 2])
                    .as("milliseconds: %s", LongStream.of(took).boxed().toList())
                    .isLessThan(250);
        }
    }

    private static long millisUntilBothKnow(Pair pair, String node, long epoch) {
        pair.owns(node, epoch);
        var committed = System.nanoTime();
        Eventually.holds(() -> {
            assertThat(Pair.SECOND.status(pair.roles().deployment(), node)).isEqualTo(200);
            assertThat(Pair.FIRST.status(pair.roles().deployment(), node)).isEqualTo(200);
        });
        return Duration.ofNanos(System.nanoTime() - committed).toMillis();
    }
}
