package dev.switchover.kit.http;

import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.processor.ReadYourWrites;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Read your writes. A change answers with {@code Switchover-Position} and, within a second, not before its own views show
 * it; a GET with {@code ?after=POSITION} answers from views that have reached the position, on whichever instance. What was
 * {@link Promised} is not denied by a view that lags more than a moment behind the log.
 */
@Provider
@Priority(Priorities.USER)
public class PositionFilter implements ContainerRequestFilter, ContainerResponseFilter {

    static final String HEADER = "Switchover-Position";
    private static final String HEAD = PositionFilter.class.getName() + ".head";
    private static final Duration OWN_VIEW = Duration.ofSeconds(1);
    private static final Duration ASKED_FOR = Duration.ofSeconds(5);

    private final Instance<ReadYourWrites> views; // late: filters are made before the event store
    private final ResourceInfo resource;

    PositionFilter(Instance<ReadYourWrites> views, ResourceInfo resource) {
        this.views = views;
        this.resource = resource;
    }

    private boolean isPromised() {
        var method = resource.getResourceMethod();
        return method != null && method.isAnnotationPresent(Promised.class);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!request.getMethod().equals("GET")) {
            return;
        }
        if (isPromised()) {
            request.setProperty(HEAD, views.get().settledHead());
        }
        var asked = request.getUriInfo().getQueryParameters().getOrDefault("after", List.of());
        for (var after : asked) {
            if (!isOfAPage() || !Paging.isCursor(after)) {
                await(request, after);
            }
        }
    }

    private boolean isOfAPage() {
        var method = resource.getResourceMethod();
        return method != null && Arrays.asList(method.getParameterTypes()).contains(Paging.class);
    }

    private void await(ContainerRequestContext request, String after) {
        if (!after.matches("\\d{1,18}")) {
            request.abortWith(invalid(after, isOfAPage() ? ", or the cursor from the last page's Link" : ""));
        } else if (!views.get().await(Long.parseLong(after), ASKED_FOR)) {
            request.abortWith(behind(
                    "The views have not yet reached position " + after + ".",
                    "Repeat the request, or leave out ?after= to see what is there."));
        }
    }

    private static Response invalid(String after, String orElse) {
        return Problem.of("invalid-request", 400, "The request breaks 1 rule(s).")
                .errors(List.of(new Offence("after", "position", after, "A number as in " + HEADER + orElse)))
                .toResponse();
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!request.getMethod().equals("GET")) {
            views.get().awaitOwn(OWN_VIEW).ifPresent(position -> answer.getHeaders()
                    .putSingle(HEADER, position));
        } else if (answer.getStatus() == 404 && request.getProperty(HEAD) instanceof OptionalLong head && lags(head)) {
            replace(answer, behind("The views do not show it, but they lag behind the log.", "Repeat the request."));
        }
    }

    private boolean lags(OptionalLong head) {
        return head.isEmpty() || !views.get().await(head.getAsLong(), Duration.ZERO);
    }

    private static void replace(ContainerResponseContext answer, Response other) {
        answer.setStatus(other.getStatus());
        answer.getHeaders().clear();
        answer.getHeaders().putAll(other.getHeaders());
        answer.setEntity(other.getEntity(), new Annotation[0], other.getMediaType());
    }

    private static Response behind(String detail, String remedy) {
        return Problem.of("view-behind", 503, detail)
                .remedy(remedy)
                .respond()
                .header("Retry-After", 1)
                .build();
    }
}
