package dev.switchover.kit.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers in JSON, or refuses before anything is done, where the method does not say what else it produces. Left alone,
 * the web layer would answer whoever asks for text with Java's own notation.
 */
@Provider
@Priority(Priorities.ENTITY_CODER - 200)
public class JsonFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private final ResourceInfo resource;

    JsonFilter(ResourceInfo resource) {
        this.resource = resource;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (producesJson() && request.getAcceptableMediaTypes().stream().noneMatch(JsonFilter::takesJson)) {
            throw new NotAcceptableException();
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (answer.hasEntity() && answer.getMediaType() == null && producesJson()) {
            answer.setEntity(answer.getEntity(), answer.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
        }
    }

    private static boolean takesJson(MediaType type) {
        return type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    private boolean producesJson() {
        var method = resource.getResourceMethod();
        return method != null && !method.isAnnotationPresent(Produces.class);
    }
}
