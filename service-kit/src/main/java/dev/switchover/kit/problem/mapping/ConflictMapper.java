package dev.switchover.kit.problem.mapping;

import dev.switchover.kit.problem.Problem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.axonframework.common.AxonException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;

/** What Axon itself refuses, by kind; whatever else it throws is our own fault. */
@Provider
public class ConflictMapper implements ExceptionMapper<AxonException> {

    private final UnforeseenMapper unforeseen;

    ConflictMapper(UnforeseenMapper unforeseen) {
        this.unforeseen = unforeseen;
    }

    @Override
    public Response toResponse(AxonException refused) {
        return switch (refused) {
            case AggregateNotFoundException gone ->
                Problem.of("not-found", 404, "There is no " + gone.getAggregateIdentifier() + ".")
                        .toResponse();
            case ConflictingAggregateVersionException stale -> stale(stale);
            case AggregateStreamCreationException taken ->
                Problem.of("already-exists", 409, "Something with this id exists already.")
                        .toResponse();
            case ConcurrencyException conflict ->
                Problem.of("concurrent-change", 409, "Others changed the same thing at the same moment.")
                        .remedy("Repeat the request.")
                        .respond()
                        .header("Retry-After", 1)
                        .build();
            default -> unforeseen.toResponse(refused);
        };
    }

    private static Response stale(ConflictingAggregateVersionException stale) {
        return Problem.of("stale-version", 412, "It has changed since the version named in If-Match.")
                .remedy("Read it again, then repeat with its new ETag.")
                .respond()
                .header("ETag", "\"" + stale.getActualVersion() + "\"")
                .build();
    }
}
