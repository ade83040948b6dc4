package dev.switchover.local.suite;

import dev.switchover.embedded.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Processes of an earlier suite whose supervisor was killed: they end by themselves, or are ended. */
final class Leftovers {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {}

    static void clear(Home home) {
        SuiteRecord.read(home).map(SuiteRecord::parts).orElse(List.of()).stream()
                .map(SuiteRecord.PartRecord::process)
                .filter(Objects::nonNull)
                .flatMap(process -> process.handle().stream())
                .forEach(Leftovers::end);
    }

    private static void end(ProcessHandle process) {
        if (!Waiting.upTo(PATIENCE).until(() -> !process.isAlive())) {
            process.destroyForcibly();
        }
    }
}
