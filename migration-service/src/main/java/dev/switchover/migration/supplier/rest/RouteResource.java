package dev.switchover.migration.supplier.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.http.Versions;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.supplier.domain.RouteCommand.ChangeRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.DefineRoute;
import dev.switchover.migration.supplier.domain.RouteCommand.RouteContent;
import dev.switchover.migration.supplier.domain.RouteId;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.view.RouteView;
import dev.switchover.migration.supplier.view.Suppliers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Routes: destination prefix to trunks, first choice first. A prefix may have a route and a reserve route. */
@Path("/routes")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class RouteResource {

    private static final String PREFIX = "[0-9]{1,15}|default";

    private final Commands commands;
    private final Suppliers suppliers;

    RouteResource(Commands commands, Suppliers suppliers) {
        this.commands = commands;
        this.suppliers = suppliers;
    }

    /** Without an id the route is named after its cluster and prefix, and {@code -reserve} if it is one; it is none unless it says so. */
    public record NewRoute(
            @Nullable @Slug String id,
            @NotNull @Slug String cluster,
            @NotNull @Pattern(regexp = PREFIX) String prefix,
            @NotNull @Size(max = 100) List<@NotNull @Valid TrunkName> trunks,
            @Nullable Boolean reserve) {

        String name() {
            return id == null ? cluster + "-" + prefix + (isReserve() ? "-reserve" : "") : id;
        }

        RouteContent content() {
            return new RouteContent(
                    new ClusterId(cluster),
                    prefix,
                    trunks.stream().map(TrunkName::ref).toList(),
                    isReserve());
        }

        private boolean isReserve() {
            return Boolean.TRUE.equals(reserve);
        }
    }

    public record TrunkName(
            @NotNull @Slug String supplier, @NotNull @Slug String trunk) {

        TrunkRef ref() {
            return new TrunkRef(new SupplierId(supplier), new TrunkId(trunk));
        }
    }

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Answers({201, 200})
    public Response define(@Valid @NotNull NewRoute request) {
        boolean isNew = commands.send(new DefineRoute(new RouteId(request.name()), request.content()));
        var location = URI.create("/routes/" + request.name());
        return (isNew ? Response.created(location) : Response.ok().location(location))
                .entity(Map.of("id", request.name()))
                .build();
    }

    @PUT
    @Path("/{r}")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("route/{r}")
    public void change(@PathParam("r") @Slug String r, @Valid @NotNull NewRoute request) {
        if (request.id() != null && !request.id().equals(r)) {
            throw Rejection.invalid("id-differs-from-path", "The body names another route.")
                    .at("id", r, request.id());
        }
        commands.send(new ChangeRoute(new RouteId(r), request.content()));
    }

    @GET
    public Response list(@BeanParam Paging page) {
        return page.respond(suppliers.routes(page.key(), page.fetch()), RouteView::id);
    }

    @GET
    @Path("/{r}")
    public Response get(@PathParam("r") @Slug String r) {
        var route = suppliers
                .route(r)
                .orElseThrow(() -> Rejection.notFound("route-not-found", "There is no route " + r + "."));
        return Response.ok(route).tag(Versions.tag(route.version())).build();
    }
}
