package dev.switchover.kit.problem.mapping;

import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.security.Endpoints;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Stream;
import org.axonframework.common.AxonException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConflictingAggregateVersionException;

/** What Axon itself refuses, by kind; whatever else it throws was not foreseen. */
@Provider
public class ConflictMapper implements ExceptionMapper<AxonException> {

    private final UnforeseenMapper unforeseen;
    private final Instance<Endpoints> endpoints; // late: mappers are made before the endpoints

    ConflictMapper(UnforeseenMapper unforeseen, Instance<Endpoints> endpoints) {
        this.unforeseen = unforeseen;
        this.endpoints = endpoints;
    }

    @Override
    public Response toResponse(AxonException refused) {
        return switch (refused) {
            case AggregateNotFoundException gone ->
                gone(String.valueOf(gone.getAggregateIdentifier())).toResponse();
            case ConflictingAggregateVersionException stale -> stale(stale);
            case AggregateStreamCreationException taken ->
                Problem.of("already-exists", 409, "Something with this id exists already.")
                        .toResponse();
            default -> unforeseen.toResponse(refused);
        };
    }

    /** Where others of its kind are listed is said, if they are. */
    private Problem gone(String aggregate) {
        var kind = aggregate.replaceFirst("/.*", "");
        var problem = Problem.of(slug(kind), 404, "There is no " + aggregate.replaceFirst("/", " ") + ".");
        var list = "/" + kind + "s";
        return endpoints.get().methodsAt(list).contains("GET")
                ? problem.remedy("GET " + list + " lists what there is.")
                : problem;
    }

    /** The one by which a GET says so, where docs/api/problems.md explains one. */
    private static String slug(String kind) {
        return Stream.of(kind + "-not-found", kind + "-unknown")
                .filter(slug -> Problem.of(slug, 404, null).remedy() != null)
                .findFirst()
                .orElse("not-found");
    }

    private static Response stale(ConflictingAggregateVersionException stale) {
        return Problem.of("stale-version", 412, "It has changed since the version named in If-Match.")
                .remedy("Read it again, then repeat with its new ETag.")
                .respond()
                .header("ETag", "\"" + stale.getActualVersion() + "\"")
                .build();
    }
}
