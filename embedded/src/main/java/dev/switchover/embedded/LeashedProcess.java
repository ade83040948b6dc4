package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child process that ends when this JVM ends, even by {@code kill -9}: it hangs on a pipe. A signal from the terminal
 * does not reach it, so the order of stopping stays ours.
 */
public final class LeashedProcess {

    private static final String LEASH = """
            signal=$1 pidfile=$2
            shift 2
            trap '' INT
            trap 'kill -s "$signal" "$child" 2>/dev/null' TERM HUP
            if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; fi
            exec 3<&0
            "$@" </dev/null 3<&- &
            child=$!
            echo "$child" >"$pidfile"
            { read -r line <&3; kill -s "$signal" "$child"; } >/dev/null 2>&1 &
            leash=$!
            while :; do
              wait "$child"; code=$?
              kill -0 "$child" 2>/dev/null || break
            done
            kill "$leash" 2>/dev/null
            exit "$code"
            """;

    private final Process shell;
    private final long pid;

    private LeashedProcess(Process shell, long pid) {
        this.shell = shell;
        this.pid = pid;
    }

    /** Output is appended to {@code log}; {@code signal} is what asks the child to end in good order. */
    public static LeashedProcess start(List<String> command, Map<String, String> environment, String signal, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var pidFile = Files.createTempFile("switchover", ".pid");
            var line = new ArrayList<>(List.of("sh", "-c", LEASH, "leash", signal, pidFile.toString()));
            line.addAll(command);
            var builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            var shell = builder.start();
            return new LeashedProcess(shell, pidIn(pidFile, shell));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static long pidIn(Path file, Process shell) throws IOException {
        try {
            var written = Waiting.upTo(Duration.ofSeconds(30))
                    .until(() -> !shell.isAlive() || Files.readString(file).endsWith("\n"));
            var text = Files.readString(file).strip();
            return written && !text.isEmpty() ? Long.parseLong(text) : shell.pid();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Completed with the exit code. */
    public CompletableFuture<Integer> onExit() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /** Asks the process to end; kills it when it has not done so in time. */
    public void stop(Duration patience) {
        letGo();
        if (!hasEnded(patience)) {
            kill();
        }
    }

    /** {@code kill -9}. */
    public void kill() {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        hasEnded(Duration.ofSeconds(10));
        letGo();
    }

    private void letGo() {
        try {
            shell.getOutputStream().close();
        } catch (IOException e) {
            shell.destroy(); // the pipe is broken: the shell has ended already
        }
    }

    private boolean hasEnded(Duration patience) {
        try {
            return shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
