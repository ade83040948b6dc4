package dev.switchover.notification.letter.driver;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Says what became of a mail. What has happened in the world must not be forgotten because the database is away. */
@Singleton
class Reports {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int MOST = 120;

    private final Commands commands;

    Reports(Commands commands) {
        this.commands = commands;
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // as in Commands
    <R> R once(Object command) {
        return commands.send(command);
    }

    void untilHeard(Object command) {
        for (int tried = 1; ; tried++) {
            try {
                commands.send(command);
                return;
            } catch (Rejection e) {
                throw e;
            } catch (RuntimeException e) {
                if (tried == MOST) {
                    throw e;
                }
                Log.debugf(e, "%s is not heard yet", command);
                rest();
            }
        }
    }

    private static void rest() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped before the report was heard", e);
        }
    }
}
