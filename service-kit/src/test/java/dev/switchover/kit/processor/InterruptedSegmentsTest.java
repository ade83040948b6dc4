package dev.switchover.kit.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.Test;

class InterruptedSegmentsTest {

    private final InterruptedSegments filter = new InterruptedSegments();

    @Test
    void whatGoesOnElsewhereIsOneLine() {
        var line = aborted("counter", new UnableToClaimTokenException("Segment 3 of counter is no longer ours"));

        assertThat(filter.isLoggable(line)).isTrue();

        assertThat(line.getThrown()).isNull();
        assertThat(line.getLevel()).isEqualTo(Level.INFO);
        assertThat(line.getMessage()).startsWith("Segment 3 of counter was given up");
    }

    @Test
    void soIsAReplayWhoseTablesHaveBeenPutInPlace() {
        var line = aborted("counter-replay", new IllegalStateException(new SQLException("no table", "42P01")));

        assertThat(filter.isLoggable(line)).isTrue();

        assertThat(line.getThrown()).isNull();
    }

    @Test
    void whatHasFailedKeepsItsTrace() {
        var missing = new IllegalStateException(new SQLException("no table", "42P01"));
        var refused = new IllegalStateException("the projection cannot do that");

        assertThat(whole(aborted("counter", missing))).isTrue();
        assertThat(whole(aborted("counter-replay", refused))).isTrue();
    }

    private boolean whole(LogRecord line) {
        return filter.isLoggable(line)
                && line.getThrown() != null
                && line.getLevel().equals(Level.WARNING);
    }

    private static LogRecord aborted(String processor, Exception cause) {
        var line = new LogRecord(
                Level.WARNING,
                "Error while processing batch in Work Package [3]-[%s]. Aborting Work Package...".formatted(processor));
        line.setLoggerName("org.axonframework.eventhandling.pooled.WorkPackage");
        line.setThrown(cause);
        return line;
    }
}
