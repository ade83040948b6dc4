package dev.switchover.local.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A process and the moment it began: numbers are used again, the pair is not. */
public record ProcessId(long pid, Instant startedAt) {

    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    static Optional<ProcessId> of(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(start -> new ProcessId(pid, start));
    }

    static ProcessId own() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** The process, if it is still the same one. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::beganThen);
    }

    private boolean beganThen(ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) < 0)
                .isPresent();
    }
}
