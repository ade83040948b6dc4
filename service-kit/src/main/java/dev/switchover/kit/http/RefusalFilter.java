package dev.switchover.kit.http;

import dev.switchover.kit.problem.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.ext.Provider;

/** Refuses by the one status of {@link RefusesBy}, whoever found what is wrong. Our own faults stay what they are. */
@Provider
public class RefusalFilter implements ContainerResponseFilter {

    private final ResourceInfo resource;

    RefusalFilter(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        var method = resource.getResourceMethod();
        var only = method == null ? null : method.getAnnotation(RefusesBy.class);
        if (only != null && answer.getStatusInfo().getFamily() == Family.CLIENT_ERROR) {
            answer.setStatus(only.value());
            if (answer.getEntity() instanceof Problem problem) {
                answer.setEntity(problem.status(only.value()), answer.getEntityAnnotations(), answer.getMediaType());
            }
        }
    }
}
