package dev.switchover.migration.cluster.rest;

import dev.switchover.kit.http.RefusesBy;
import dev.switchover.kit.problem.Problem;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.claims.Management;
import dev.switchover.migration.cluster.claims.ManagementOwner;
import dev.switchover.migration.cluster.domain.ClusterId;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Who may change settings. The check for a node is for the proxy before that node's settings pages (nginx: {@code
 * auth_request}): it needs no token and answers 204 or 403, for the proxy turns other codes into faults.
 */
@Path("/clusters/{c}/management")
public class ManagementResource {

    private final Management management;

    ManagementResource(Management management) {
        this.management = management;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public ManagementOwner owner(@PathParam("c") String c) {
        return management
                .of(new ClusterId(c))
                .orElseThrow(() -> Rejection.notFound("cluster-not-found", "There is no cluster " + c + "."));
    }

    @GET
    @Path("/{n}")
    @PermitAll
    @RefusesBy(403)
    @Produces(MediaType.WILDCARD)
    @APIResponse(responseCode = "204", description = "Settings may be changed on the node.")
    @APIResponse(
            responseCode = "403",
            description = "Settings are not changed on the node now, or the query cannot be taken.",
            headers =
                    @Header(
                            name = "Link",
                            description = "Where settings are changed, rel=\"alternate\"; none while management moves.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(ref = "#/components/schemas/Problem")))
    public Response check(
            @PathParam("c") String c,
            @PathParam("n") String n,
            @QueryParam("epoch") List<String> epochs,
            @Context UriInfo asked) {
        var owner = management.of(new ClusterId(c));
        // an epoch without a value does not reach the list
        var mute = epochs.size()
                < asked.getQueryParameters().getOrDefault("epoch", List.of()).size();
        return owner.filter(it -> !mute && admits(it, n, epochs)).isPresent()
                ? Response.noContent().build()
                : refused(owner);
    }

    /** The epoch may be left out; what is there must be a number, once. */
    private static boolean admits(ManagementOwner owner, String node, List<String> epochs) {
        if (epochs.isEmpty()) {
            return owner.admits(node, OptionalLong.empty());
        }
        return epochs.size() == 1
                && epochs.getFirst().matches("\\d{1,18}")
                && owner.admits(node, OptionalLong.of(Long.parseLong(epochs.getFirst())));
    }

    private static Response refused(Optional<ManagementOwner> owner) {
        var answer = Problem.of("not-the-management-owner", 403, "Settings are not changed on this node now.")
                .respond();
        owner.filter(it -> !it.suspended())
                .ifPresent(it -> answer.header("Link", "<" + it.managementUrl() + ">; rel=\"alternate\""));
        return answer.build();
    }
}
