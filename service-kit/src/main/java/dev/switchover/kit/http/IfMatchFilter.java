package dev.switchover.kit.http;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes {@code If-Match} where a change honours it, and refuses it elsewhere: a condition is never overlooked. */
@Provider
@Priority(Priorities.ENTITY_CODER - 200) // before the request counts as begun
public class IfMatchFilter implements ContainerRequestFilter {

    private static final Set<String> LOOKS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern THING = Pattern.compile("([a-z-]+)/(\\{\\w+}(?:/\\{\\w+})*)");
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final ResourceInfo resource;
    private final HttpHeaders headers;
    private final SeenVersion seen;

    IfMatchFilter(ResourceInfo resource, HttpHeaders headers, SeenVersion seen) {
        this.resource = resource;
        this.headers = headers;
        this.seen = seen;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var given = request.getHeaderString(HttpHeaders.IF_MATCH);
        var method = resource.getResourceMethod();
        if (given == null || method == null || LOOKS.contains(request.getMethod()) || readsItself(method)) {
            return;
        }
        var honoured = method.getAnnotation(IfMatch.class);
        if (honoured == null) {
            request.abortWith(notTaken(given));
            return;
        }
        var version = Versions.ifMatch(headers);
        if (version != null) {
            seen.insistOn(thing(honoured.value(), request, version));
        }
    }

    private static boolean readsItself(Method method) {
        return Arrays.asList(method.getParameterTypes()).contains(HttpHeaders.class);
    }

    private static SeenVersion.Of thing(String named, ContainerRequestContext request, long version) {
        var parts = THING.matcher(named);
        if (!parts.matches()) {
            throw new IllegalStateException("@IfMatch names no kind and parameter: " + named);
        }
        var path = request.getUriInfo().getPathParameters();
        var id = PARAMETER
                .matcher(parts.group(2))
                .replaceAll(parameter -> Matcher.quoteReplacement(path.getFirst(parameter.group(1))));
        return new SeenVersion.Of(parts.group(1), id, version);
    }

    private static Response notTaken(String given) {
        var offence = new Offence(
                HttpHeaders.IF_MATCH, "no-version", given, "Leave it out: what is changed here shows no ETag.");
        return Problem.of("invalid-request", 400, "If-Match cannot be honoured here.")
                .errors(List.of(offence))
                .toResponse();
    }
}
