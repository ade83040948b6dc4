package dev.switchover.kit.processor;

import io.quarkus.logging.LoggingFilter;
import java.sql.SQLException;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.jspecify.annotations.Nullable;

/**
 * Says in a line what Axon says in a page: that a segment was taken over by somebody else, or that the tables of a replay
 * are gone because it has ended. Nothing has failed then, the work goes on elsewhere. What has failed keeps its trace.
 */
@LoggingFilter(name = "interrupted-segments")
public final class InterruptedSegments implements Filter {

    private static final String WORK_PACKAGE = "org.axonframework.eventhandling.pooled.WorkPackage";
    private static final Pattern SEGMENT = Pattern.compile("Work Package \\[(\\d+)]-\\[([^]]+)]");
    private static final String NO_SUCH_TABLE = "42P01";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (WORK_PACKAGE.equals(line.getLoggerName()) && line.getThrown() != null) {
            var segment = SEGMENT.matcher(String.valueOf(line.getMessage()));
            if (segment.find() && isInterruption(segment.group(2), line.getThrown())) {
                shorten(line, segment);
            }
        }
        return true;
    }

    private static void shorten(LogRecord line, Matcher segment) {
        line.setThrown(null);
        line.setLevel(Level.INFO);
        line.setMessage("Segment %s of %s was given up: it is worked on elsewhere, or its replay has ended"
                .formatted(segment.group(1), segment.group(2)));
    }

    private static boolean isInterruption(String processor, Throwable thrown) {
        var replay = processor.endsWith(Replays.REPLAY);
        return causes(thrown)
                .anyMatch(cause -> cause instanceof UnableToClaimTokenException || (replay && isNoSuchTable(cause)));
    }

    private static boolean isNoSuchTable(Throwable cause) {
        return cause instanceof SQLException sql && NO_SUCH_TABLE.equals(sql.getSQLState());
    }

    private static Stream<Throwable> causes(@Nullable Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, cause -> cause.getCause())
                .map(Throwable.class::cast);
    }
}
