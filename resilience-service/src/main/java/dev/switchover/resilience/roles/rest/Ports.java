package dev.switchover.resilience.roles.rest;

import io.quarkus.logging.Log;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Opens what listens beside the service's own port, and closes it in time. */
final class Ports {

    /** When everything else has started. */
    static final int LAST = 20_000;

    private static final long SECONDS = 10;

    private Ports() {}

    /** The service does not start without it. */
    static void open(String what, int port, Future<?> opening) {
        try {
            opening.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException e) {
            throw new IllegalStateException("The port of the " + what + ", " + port + ", cannot be opened", e);
        }
    }

    static void close(Future<?> closing) {
        try {
            closing.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException e) {
            Log.debug("Not closed in good order", e);
        }
    }
}
