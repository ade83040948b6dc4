package dev.switchover.local.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.local.suite.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told that the suite is stopped finds nothing of it running. */
class StandInsEndTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path state;

    @Test
    void areWaitedForUntilTheyHaveNoticed() throws Exception {
        var soon = standIn("1");
        Landscape.awaitEnd(home(), LONG);
        assertThat(soon.toHandle().isAlive()).isFalse();
        assertThat(soon.waitFor()).as("it was left to end by itself").isZero();
    }

    @Test
    void areEndedIfTheyNeverNotice() throws Exception {
        var never = standIn("600");
        Landscape.awaitEnd(home(), Duration.ZERO);
        assertThat(never.waitFor()).isNotZero();
    }

    private Home home() {
        return new Home(state, state);
    }

    private Process standIn(String seconds) throws IOException {
        var process = new ProcessBuilder("sleep", seconds).start();
        var directory = Files.createDirectories(state.resolve("stand-ins/paris/node-" + seconds));
        Files.writeString(
                directory.resolve("process"),
                process.pid() + " " + process.info().startInstant().orElseThrow() + "\n");
        return process;
    }
}
