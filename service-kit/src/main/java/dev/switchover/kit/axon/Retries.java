package dev.switchover.kit.axon;

import io.quarkus.logging.Log;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Tries again what met a conflict with another transaction, after a short random pause. */
public final class Retries {

    /** Longer than a storm on one aggregate lasts: who comes from another instance loses to it again and again. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long LONGEST_PAUSE_MILLIS = 200;

    /** Serialization failure, deadlock. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    private final Duration patience;

    Retries() {
        this(PATIENCE);
    }

    Retries(Duration patience) {
        this.patience = patience;
    }

    <T> T run(Supplier<T> work) {
        var begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!isConflict(e) || System.nanoTime() - begun > patience.toNanos()) {
                    throw e;
                }
                Log.debugf("Conflict, attempt %d: %s", attempt, e.getMessage());
                pause(attempt);
            }
        }
    }

    /** Whether others changed the same thing at the same moment: to repeat it may succeed. */
    public static boolean isConflict(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException || cause instanceof LockAcquisitionFailedException) {
                return true;
            }
            if (cause instanceof SQLException sql && CONFLICTS.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether another look at what is stored could change the outcome: not if the database failed. */
    static boolean mayTurn(RuntimeException failure) {
        return isConflict(failure) || Refusals.of(failure).isPresent() || !isOfDatabase(failure);
    }

    private static boolean isOfDatabase(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        var longest = attempt < 7 ? 2L << attempt : LONGEST_PAUSE_MILLIS;
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(1_000_000, longest * 1_000_000 + 1));
    }
}
