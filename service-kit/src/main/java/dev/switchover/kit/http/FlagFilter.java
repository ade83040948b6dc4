package dev.switchover.kit.http;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a flag in the address that is neither true nor false. JAX-RS would take it for false, and so carry out what was
 * to be shown only.
 */
@Provider
@Priority(Priorities.ENTITY_CODER - 200) // before the request counts as begun
public class FlagFilter implements ContainerRequestFilter {

    private static final Map<Method, List<String>> FLAGS = new ConcurrentHashMap<>();

    private final ResourceInfo resource;

    FlagFilter(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var flags = flags(resource.getResourceMethod());
        var offences = request.getUriInfo().getQueryParameters().entrySet().stream()
                .filter(given -> flags.contains(given.getKey()) && !isClear(given.getValue()))
                .map(given -> new Offence(
                        given.getKey(),
                        "one-of",
                        String.join(", ", given.getValue()),
                        "Given once, and one of true, false"))
                .toList();
        if (!offences.isEmpty()) {
            request.abortWith(Problem.of("invalid-request", 400, "The request breaks " + offences.size() + " rule(s).")
                    .errors(offences)
                    .toResponse());
        }
    }

    private static boolean isClear(List<String> given) {
        return given.equals(List.of("true")) || given.equals(List.of("false"));
    }

    private static List<String> flags(@Nullable Method method) {
        return method == null
                ? List.of()
                : FLAGS.computeIfAbsent(method, unseen -> Arrays.stream(unseen.getParameters())
                        .filter(parameter ->
                                parameter.getType() == boolean.class || parameter.getType() == Boolean.class)
                        .filter(parameter -> parameter.isAnnotationPresent(QueryParam.class))
                        .map(parameter ->
                                parameter.getAnnotation(QueryParam.class).value())
                        .toList());
    }
}
