package dev.switchover.migration.cluster.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.http.Versions;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.DefineCluster;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeFacts;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.cluster.view.ClusterView;
import dev.switchover.migration.cluster.view.Clusters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Clusters and their nodes. */
@Path("/clusters")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class ClusterResource {

    private static final String ADDRESS = "[A-Za-z0-9._:-]{1,253}";
    private static final String PAGE = "https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]{1,2000}";

    private final Commands commands;
    private final Clusters clusters;

    ClusterResource(Commands commands, Clusters clusters) {
        this.commands = commands;
        this.clusters = clusters;
    }

    public record NewCluster(
            @NotNull @Slug String id, @NotNull @Valid NewNode node) {}

    /** Without a management URL the settings are at {@code https://} and the address. */
    public record NewNode(
            @NotNull @Slug String id,
            @NotNull @Pattern(regexp = ADDRESS) String address,
            @Nullable @Size(max = 50) List<@NotNull @Pattern(regexp = ADDRESS) String> mediaAddresses,
            @Nullable @Pattern(regexp = PAGE) String managementUrl) {

        NodeFacts facts() {
            var host = address.contains(":") ? "[" + address + "]" : address;
            return new NodeFacts(
                    new NodeId(id),
                    address,
                    Objects.requireNonNullElse(mediaAddresses, List.of()),
                    Objects.requireNonNullElse(managementUrl, "https://" + host + "/"));
        }
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Answers({201, 200})
    public Response define(@Valid @NotNull NewCluster request) {
        boolean isNew = commands.send(
                new DefineCluster(new ClusterId(request.id()), request.node().facts()));
        return made(isNew, "/clusters/" + request.id(), request.id());
    }

    @POST
    @Path("/{c}/nodes")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("cluster/{c}")
    @Answers({201, 200})
    public Response add(@PathParam("c") @Slug String c, @Valid @NotNull NewNode request) {
        boolean isNew = commands.send(new AddNode(new ClusterId(c), request.facts()));
        return made(isNew, "/clusters/" + c + "/nodes/" + request.id(), request.id());
    }

    @GET
    public Response list(@BeanParam Paging page) {
        return page.respond(clusters.page(page.key(), page.fetch()), ClusterView::id);
    }

    @GET
    @Path("/{c}")
    public Response get(@PathParam("c") @Slug String c) {
        var cluster = find(c);
        return Response.ok(cluster).tag(Versions.tag(cluster.version())).build();
    }

    @GET
    @Path("/{c}/nodes/{n}")
    public ClusterView.NodeView node(@PathParam("c") @Slug String c, @PathParam("n") @Slug String n) {
        return find(c).nodes().stream()
                .filter(node -> node.id().equals(n))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("node-not-found", "Cluster " + c + " has no node " + n + "."));
    }

    private ClusterView find(String c) {
        return clusters.find(c)
                .orElseThrow(() -> Rejection.notFound("cluster-not-found", "There is no cluster " + c + "."));
    }

    private static Response made(boolean isNew, String path, String id) {
        return (isNew ? Response.created(URI.create(path)) : Response.ok().location(URI.create(path)))
                .entity(Map.of("id", id))
                .build();
    }
}
