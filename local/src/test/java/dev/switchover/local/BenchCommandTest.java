package dev.switchover.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.local.suite.Home;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    @Test
    void anUnknownBenchIsRefused() {
        assertThat(Main.run("bench", "nothing-of-ours")).isEqualTo(Main.WRONG_USE);
    }

    @Test
    void theEventStoreIsMeasuredWithWhatWasBuilt() {
        var command = BenchCommand.command(Home.of(Path.of("/checkout")));

        assertThat(command)
                .contains("-Dswitchover.root=/checkout")
                .endsWith("dev.switchover.eventstore.bench.EventStoreBench")
                .anyMatch(part -> part.startsWith("/checkout/event-store/target/test-classes:"));
    }
}
