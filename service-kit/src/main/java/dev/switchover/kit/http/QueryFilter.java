package dev.switchover.kit.http;

import dev.switchover.kit.problem.Nearest;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.problem.Wanted;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.ext.Provider;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses what stands in the query and the address does not know, what is none of the values it can be, and what is given
 * twice where one is taken. JAX-RS would overlook the first, take a flag that is neither true nor false for false, and so
 * carry out what was to be shown only; and it would drop the second of two.
 */
@Provider
@Priority(Priorities.ENTITY_CODER - 200) // before the request counts as begun
public class QueryFilter implements ContainerRequestFilter {

    private static final Set<String> FLAG = Set.of("true", "false");

    private final ResourceInfo resource;

    QueryFilter(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        if (method == null) {
            return;
        }
        var known = QueryParameters.of(method);
        var offences = request.getUriInfo().getQueryParameters().entrySet().stream()
                .flatMap(given -> offence(known, given).stream())
                .toList();
        if (!offences.isEmpty()) {
            request.abortWith(Problem.of("invalid-request", 400, "The request breaks " + offences.size() + " rule(s).")
                    .errors(offences)
                    .toResponse());
        }
    }

    private static Optional<Offence> offence(QueryParameters known, Map.Entry<String, List<String>> given) {
        var name = given.getKey();
        var type = known.types().get(name);
        if (type == null) {
            return refused(given, "known-parameter", remedy(known, name));
        }
        if (type == boolean.class || type == Boolean.class) {
            return isOnceOf(given, FLAG)
                    ? Optional.empty()
                    : refused(given, "one-of", "Given once, and " + Wanted.of(type));
        }
        if (type.isEnum()) {
            return isOnceOf(given, names(type))
                    ? Optional.empty()
                    : refused(given, "one-of", "Given once, and " + Wanted.of(type));
        }
        return given.getValue().size() > 1 && !Collection.class.isAssignableFrom(type)
                ? refused(given, "once", "Given once")
                : Optional.empty();
    }

    private static Optional<Offence> refused(Map.Entry<String, List<String>> given, String rule, String remedy) {
        return Optional.of(new Offence(given.getKey(), rule, String.join(", ", given.getValue()), remedy));
    }

    private static String remedy(QueryParameters known, String name) {
        return known.names().isEmpty()
                ? "Leave it out: nothing is known in the query here"
                : "Known here: " + String.join(", ", Nearest.first(name, known.names()));
    }

    private static boolean isOnceOf(Map.Entry<String, List<String>> given, Set<String> values) {
        return given.getValue().size() == 1 && values.contains(given.getValue().getFirst());
    }

    private static Set<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .collect(Collectors.toUnmodifiableSet());
    }
}
