package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashedProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void itsOutputAndItsExitCodeAreKept() throws Exception {
        var process = start("TERM", "echo \"$WORD\"; exit 3");

        assertThat(process.onExit().get(20, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(directory.resolve("log")).hasContent("hello");
    }

    @Test
    void itIsAskedToEndByTheChosenSignal() {
        var process = start("USR1", "trap 'echo good night; exit 0' USR1; echo up; while :; do sleep 0.1; done");
        awaitLog("up");

        process.stop(PATIENCE);

        assertThat(process.isAlive()).isFalse();
        awaitLog("good night");
    }

    @Test
    void whatWillNotEndIsKilled() {
        var process = start("TERM", "trap '' TERM; echo up; while :; do sleep 0.1; done");
        awaitLog("up");

        process.stop(Duration.ofMillis(200));

        assertThat(Waiting.upTo(PATIENCE)
                        .until(() -> ProcessHandle.of(process.pid()).isEmpty()))
                .isTrue();
    }

    @Test
    void itEndsWithTheJvmThatStartedItEvenIfThatIsKilled() throws Exception {
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.resolve("log").toString())
                .start();
        var child = Long.parseLong(parent.inputReader().readLine());
        assertThat(ProcessHandle.of(child)).isPresent();

        parent.destroyForcibly();

        assertThat(Waiting.upTo(PATIENCE).until(() -> ProcessHandle.of(child).isEmpty()))
                .isTrue();
    }

    private LeashedProcess start(String signal, String script) {
        return LeashedProcess.start(
                List.of("sh", "-c", script), Map.of("WORD", "hello"), signal, directory.resolve("log"));
    }

    private void awaitLog(String word) {
        assertThat(Waiting.upTo(PATIENCE)
                        .until(() -> Files.readString(directory.resolve("log")).contains(word)))
                .as("log says " + word)
                .isTrue();
    }

    /** Starts a long-lived child, tells its pid and waits. */
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            var child = LeashedProcess.start(List.of("sleep", "600"), Map.of(), "TERM", Path.of(arguments[0]));
            System.out.println(child.pid());
            Thread.sleep(600_000);
        }
    }
}
