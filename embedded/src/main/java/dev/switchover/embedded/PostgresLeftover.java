package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an earlier PostgreSQL left in its data directory: a process still running, or just its pid file. */
final class PostgresLeftover {

    private PostgresLeftover() {}

    static void clear(Path data) {
        var file = data.resolve("postmaster.pid");
        try {
            if (Files.exists(file)) {
                running(file).ifPresent(PostgresLeftover::end);
                endSessions(data);
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

    /** A session that computes notices late that its server was killed; two servers must never write the same files. */
    private static void endSessions(Path data) {
        if (!Waiting.upTo(Duration.ofSeconds(5)).until(() -> sessions(data).isEmpty())) {
            sessions(data).forEach(ProcessHandle::destroyForcibly);
            Waiting.upTo(Duration.ofSeconds(10)).until(() -> sessions(data).isEmpty());
        }
    }

    /** Found where there is a /proc only: every process of a PostgreSQL works in its data directory. */
    private static List<ProcessHandle> sessions(Path data) {
        return ProcessHandle.allProcesses()
                .filter(PostgresLeftover::isPostgres)
                .filter(process -> worksIn(process, data))
                .toList();
    }

    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", String.valueOf(process.pid()), "cwd"))
                    .equals(data);
        } catch (IOException | SecurityException unknown) {
            return false;
        }
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
