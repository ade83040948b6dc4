package dev.switchover.kit.http;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body within its limit, and refuses a missing one, one that nobody would read, and U+0000 in the address. Runs
 * after authorisation.
 */
@Provider
@Priority(Priorities.ENTITY_CODER - 100)
public class BodyFilter implements ContainerRequestFilter {

    private static final MediaType CSV = new MediaType("text", "csv");

    private final Instance<HttpLimits> limits; // late: filters are made before settings can be read
    private final ResourceInfo resource;
    private final Body body;

    BodyFilter(Instance<HttpLimits> limits, ResourceInfo resource, Body body) {
        this.limits = limits;
        this.resource = resource;
        this.body = body;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (request.getUriInfo().getRequestUri().toString().contains("%00")) {
            var offence = new Offence("address", "no-zero", null, "U+0000 is nowhere part of a name.");
            request.abortWith(Problem.of("invalid-request", 400, "The address holds U+0000.")
                    .errors(List.of(offence))
                    .toResponse());
            return;
        }
        var limit = limit(request);
        var bytes = request.getLength() > limit ? null : read(request, limit);
        if (bytes == null) {
            request.abortWith(tooLarge(limit).toResponse());
        } else if (isBlank(bytes) && BodyParameter.isRequired(resource.getResourceMethod())) {
            request.abortWith(missing(resource.getResourceMethod()).toResponse());
        } else if (saysSomething(bytes) && !BodyParameter.isTaken(resource.getResourceMethod())) {
            request.abortWith(notTaken().toResponse());
        } else {
            body.set(bytes);
            request.setEntityStream(new ByteArrayInputStream(bytes));
        }
    }

    private long limit(ContainerRequestContext request) {
        var type = request.getMediaType();
        return (type != null && type.isCompatible(CSV)
                        ? limits.get().maxCsv()
                        : limits.get().maxBody())
                .asLongValue();
    }

    private static byte @Nullable [] read(ContainerRequestContext request, long limit) throws IOException {
        var bytes = request.getEntityStream().readNBytes(Math.toIntExact(limit + 1));
        return bytes.length > limit ? null : bytes;
    }

    private static Problem tooLarge(long limit) {
        return Problem.of("body-too-large", 413, "The body is larger than " + limit + " bytes.")
                .remedy("Send it in parts.")
                .with("limit", limit);
    }

    private static Problem missing(Method method) {
        var wanted = BodyParameter.wanted(method);
        return Problem.of("body-missing", 400, "This request needs a body.")
                .errors(List.of(new Offence("body", "required", null, wanted)))
                .remedy("Send " + wanted + "; the OpenAPI document shows it.");
    }

    private static Problem notTaken() {
        var whatToDo = "Leave the body out; the reason goes into the header Switchover-Reason";
        return Problem.of("invalid-request", 400, "This request takes no body, so what is in it would be lost.")
                .errors(List.of(new Offence("body", "none", null, whatToDo)))
                .remedy(whatToDo + ".");
    }

    /** Nothing at all, or JSON's nothing. */
    private static boolean isBlank(byte[] bytes) {
        return isOneOf(bytes, List.of("", "null"));
    }

    private static boolean saysSomething(byte[] bytes) {
        return !isOneOf(bytes, List.of("", "null", "{}"));
    }

    private static boolean isOneOf(byte[] bytes, List<String> words) {
        return bytes.length < 64 && words.contains(new String(bytes, StandardCharsets.UTF_8).strip());
    }
}
