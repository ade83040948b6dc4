package dev.switchover.kit.problem.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Endpoints;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Comparator;
import java.util.List;

/** What the web layer itself refuses: unknown paths, methods, media types, unreadable bodies. */
@Provider
public class HttpMapper implements ExceptionMapper<WebApplicationException> {

    private final UnforeseenMapper ourOwnFault;
    private final Instance<Endpoints> endpoints; // late: mappers are made before the endpoints
    private final UriInfo address;
    private final Request request;
    private final HttpHeaders headers;

    HttpMapper(
            UnforeseenMapper ourOwnFault,
            Instance<Endpoints> endpoints,
            UriInfo address,
            Request request,
            HttpHeaders headers) {
        this.ourOwnFault = ourOwnFault;
        this.endpoints = endpoints;
        this.address = address;
        this.request = request;
        this.headers = headers;
    }

    @Override
    public Response toResponse(WebApplicationException refused) {
        var plain = refused.getResponse();
        if (plain.hasEntity()) {
            return plain;
        }
        if (isOfTheQuery(refused)) {
            return queryRefused();
        }
        return Causes.first(refused, Rejection.class)
                .map(Problem::of)
                .or(() -> Causes.first(refused, JsonProcessingException.class).map(UnreadableBody::problem))
                .map(Problem::toResponse)
                .orElseGet(() -> plain.getStatus() >= 500 ? ourOwnFault.toResponse(refused) : withHeaders(plain));
    }

    /** JAX-RS calls a query parameter of the wrong type "not found". */
    private boolean isOfTheQuery(WebApplicationException refused) {
        return refused.getResponse().getStatus() == 404
                && refused.getCause() != null
                && !address.getQueryParameters().isEmpty();
    }

    private Response queryRefused() {
        var offences = address.getQueryParameters().entrySet().stream()
                .map(given -> new Offence(
                        given.getKey(), "type", Offence.bounded(given.getValue()), "See the OpenAPI document"))
                .sorted(Comparator.comparing(Offence::field))
                .toList();
        return Problem.of("invalid-request", 400, "One of the query's parameters cannot be read.")
                .errors(offences)
                .toResponse();
    }

    private Response withHeaders(Response plain) {
        var answer = problem(plain.getStatus()).respond();
        plain.getStringHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(value -> answer.header(name, value));
            }
        });
        if (plain.getStatus() == 405) {
            answer.header(HttpHeaders.ALLOW, String.join(", ", endpoints.get().methodsAt(address.getPath())));
        }
        return answer.build();
    }

    private Problem anotherType() {
        var taken = String.join(" or ", endpoints.get().takenAt(request.getMethod(), address.getPath()));
        var given = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return Problem.of("unsupported-media-type", 415, "This address takes " + taken + ".")
                .errors(List.of(new Offence(HttpHeaders.CONTENT_TYPE, "one-of", given, taken)))
                .remedy("Send " + taken + ", and say so in Content-Type.");
    }

    private Problem problem(int status) {
        return switch (status) {
            case 401 -> Problem.of("unauthenticated", 401, "A signed token is needed.");
            case 403 -> Problem.of("forbidden", 403, "The token's roles do not allow this.");
            case 404 -> Problem.of("not-found", 404, "There is nothing at this address.");
            case 405 -> Problem.of("method-not-allowed", 405, "The header Allow lists what can be done here.");
            case 406 ->
                Problem.of("not-acceptable", 406, "The answer would be application/json.")
                        .errors(List.of(new Offence(
                                HttpHeaders.ACCEPT,
                                "one-of",
                                headers.getHeaderString(HttpHeaders.ACCEPT),
                                "application/json")));
            case 413 -> Problem.of("body-too-large", 413, "The body is larger than this address takes.");
            case 415 -> anotherType();
            default -> Problem.of("bad-request", status, "The request cannot be understood.");
        };
    }
}
