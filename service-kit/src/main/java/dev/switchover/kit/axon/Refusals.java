package dev.switchover.kit.axon;

import dev.switchover.kit.problem.Rejection;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Records a refusal inside a policy or listener: it is an outcome, and work goes on. */
@Singleton
public class Refusals {

    private final Jdbi database;
    private final Clock clock;

    Refusals(Jdbi database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The refusal a failure is; a command to an aggregate that never was is one, for trying again finds no other. */
    static Optional<Rejection> of(@Nullable Throwable failure) {
        return switch (failure) {
            case Rejection refusal -> Optional.of(refusal);
            case AggregateNotFoundException gone ->
                Optional.of(Rejection.notFound("not-found", "There is no " + gone.getAggregateIdentifier() + "."));
            case null, default -> Optional.empty();
        };
    }

    /** In the caller's transaction. {@code causeId} is the id of the event or notice that led to the command. */
    public void record(String handler, String causeId, Rejection refusal) {
        Log.infof("%s was refused (%s): %s", handler, refusal.problem(), refusal.getMessage());
        database.useHandle(handle -> handle.createUpdate("""
                        insert into kit.refusal (handler, cause_id, problem, detail, at)
                        values (:handler, :cause, :problem, :detail, :at)
                        """)
                .bind("handler", handler)
                .bind("cause", causeId)
                .bind("problem", refusal.problem())
                .bind("detail", String.valueOf(refusal.getMessage()))
                .bind("at", clock.instant())
                .execute());
    }
}
