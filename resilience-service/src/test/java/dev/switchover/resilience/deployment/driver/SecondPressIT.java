package dev.switchover.resilience.deployment.driver;

import static dev.switchover.resilience.Calls.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Operators who press again while a switchover runs. */
@QuarkusTest
class SecondPressIT {

    /** Of a minute after which the transaction would be ended; on a busy machine at once takes a while. */
    private static final Duration AT_ONCE = Duration.ofSeconds(20);

    private static final int OPERATORS = 4;

    private record Press(int status, Duration took) {}

    /** A press that waits for the run, which waits for the press, would hold both up until the transaction is ended. */
    @Test
    void areRefusedAtOnceAndHoldNothingUp() throws Exception {
        try (var site = new Site().pair();
                var operators = Executors.newFixedThreadPool(OPERATORS)) {
            for (var direction : List.of("FAILOVER", "FAILBACK", "FAILOVER", "FAILBACK")) {
                var begun = System.nanoTime();
                var run = site.switchover(direction, "");
                var ended = new AtomicBoolean();
                var presses = Stream.generate(() -> operators.submit(pressing(site, direction, ended)))
                        .limit(OPERATORS)
                        .toList();
                site.ended(run, "SUCCEEDED");
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(AT_ONCE.multipliedBy(2));
                ended.set(true);
                for (var pressed : presses) {
                    assertThat(pressed.get()).allSatisfy(press -> {
                        assertThat(press.status()).isIn(409, 422);
                        assertThat(press.took()).isLessThan(AT_ONCE);
                    });
                }
            }
        }
    }

    private static Callable<List<Press>> pressing(Site site, String direction, AtomicBoolean ended) {
        return () -> Stream.generate(() -> press(site, direction))
                .takeWhile(press -> !ended.get())
                .toList();
    }

    private static Press press(Site site, String direction) {
        var begun = System.nanoTime();
        var status = post("/deployments/" + site.d + "/switchovers", "{\"direction\": \"" + direction + "\"}")
                .statusCode();
        return new Press(status, Duration.ofNanos(System.nanoTime() - begun));
    }
}
