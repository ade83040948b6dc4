package dev.switchover.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.local.BenchCommand.EventStorePart;
import dev.switchover.local.suite.Home;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    @Test
    void anUnknownBenchIsRefused() {
        assertThat(Main.run("bench", "nothing-of-ours")).isEqualTo(Main.WRONG_USE);
    }

    @Test
    void theEventStoreIsMeasuredWithWhatWasBuilt() {
        var command = BenchCommand.command(Home.of(Path.of("/checkout")), Optional.empty());

        assertThat(command)
                .contains("-Dswitchover.root=/checkout")
                .endsWith("dev.switchover.eventstore.bench.EventStoreBench")
                .anyMatch(part -> part.startsWith("/checkout/event-store-tests/target/test-classes:"));
    }

    @Test
    void aPartOfTheEventStoresBenchRunsAlone() {
        var command = BenchCommand.command(Home.of(Path.of("/checkout")), Optional.of(EventStorePart.REPLAY));

        assertThat(command).endsWith("dev.switchover.eventstore.bench.EventStoreBench", "REPLAY");
    }

    @Test
    void anUnknownPartIsRefused() {
        assertThat(Main.run("bench", "event-store", "--only", "nothing-of-ours"))
                .isEqualTo(Main.WRONG_USE);
    }

    @Test
    void otherBenchesHaveNoParts() {
        assertThat(Main.run("bench", "gates", "--only", "read")).isEqualTo(Main.WRONG_USE);
    }
}
