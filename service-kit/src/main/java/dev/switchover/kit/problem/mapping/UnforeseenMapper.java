package dev.switchover.kit.problem.mapping;

import dev.switchover.kit.axon.Retries;
import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.problem.Rejection;
import io.quarkus.logging.Log;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;

/**
 * The last resort: 409 when others were faster again and again, 503 when the database is away, else 500 with a number to look
 * up in the log, and no detail.
 */
@Provider
public class UnforeseenMapper implements ExceptionMapper<Throwable> {

    private static final int SECONDS = 5;
    private static final int SECONDS_OF_A_CONFLICT = 1;

    @Override
    public Response toResponse(Throwable fault) {
        return Causes.first(fault, Rejection.class)
                .map(rejection -> Problem.of(rejection).toResponse())
                .orElseGet(() -> Retries.isConflict(fault) ? conflict() : failed(fault));
    }

    private static Response conflict() {
        return Problem.of("concurrent-change", 409, "Others changed the same thing at the same moment.")
                .remedy("Repeat the request, under its Idempotency-Key if it has one.")
                .respond()
                .header("Retry-After", SECONDS_OF_A_CONFLICT)
                .build();
    }

    private static Response failed(Throwable fault) {
        var correlation = UUID.randomUUID().toString();
        if (DatabaseAway.isMeantBy(fault)) {
            Log.warnf("Database away, request refused (%s): %s", correlation, fault);
            return databaseAway(correlation);
        }
        Log.errorf(fault, "Unforeseen, request failed (%s)", correlation);
        return Problem.of("internal-error", 500, "The fault is ours.")
                .remedy("Ask an operator to look up the correlation id in the log.")
                .with("correlationId", correlation)
                .toResponse();
    }

    private static Response databaseAway(String correlation) {
        return Problem.of(
                        "database-away",
                        503,
                        "The database cannot be reached or takes too long. Nothing was changed, or the answer to what was changed got lost.")
                .remedy("Repeat the request with the same Idempotency-Key.")
                .with("correlationId", correlation)
                .respond()
                .header("Retry-After", SECONDS)
                .build();
    }
}
