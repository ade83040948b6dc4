package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an earlier PostgreSQL left in its data directory: a process still running, or just its pid file. */
final class PostgresLeftover {

    private PostgresLeftover() {}

    static void clear(Path data) {
        var file = data.resolve("postmaster.pid");
        try {
            if (Files.exists(file)) {
                running(file).ifPresent(PostgresLeftover::end);
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that the file names, if it is still a postmaster: pids are used again. */
    private static Optional<ProcessHandle> running(Path file) throws IOException {
        var pid = Files.readString(file).lines().findFirst().orElse("").strip();
        return pid.matches("\\d+")
                ? ProcessHandle.of(Long.parseLong(pid)).filter(PostgresLeftover::isPostgres)
                : Optional.empty();
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/bin/postgres");
    }

    private static void end(ProcessHandle process) {
        process.destroy();
        var patience = Waiting.upTo(Duration.ofSeconds(5));
        if (!patience.until(() -> !process.isAlive())) {
            process.destroyForcibly(); // sessions kept it; its log brings the data back
            Waiting.upTo(Duration.ofSeconds(10)).until(() -> !process.isAlive());
        }
    }
}
