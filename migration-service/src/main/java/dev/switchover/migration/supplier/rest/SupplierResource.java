package dev.switchover.migration.supplier.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.supplier.domain.SupplierCommand.AddSupplier;
import dev.switchover.migration.supplier.domain.SupplierCommand.CorrectSupplier;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.view.SupplierView;
import dev.switchover.migration.supplier.view.Suppliers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Suppliers. Who is written to is their party; the name is the company's. */
@Path("/suppliers")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class SupplierResource {

    private final Commands commands;
    private final Suppliers suppliers;

    SupplierResource(Commands commands, Suppliers suppliers) {
        this.commands = commands;
        this.suppliers = suppliers;
    }

    public record NewSupplier(
            @NotNull @Slug String id,
            @NotNull @Slug String party,
            @NotBlank @Size(max = 200) String name) {}

    /** What is left out stays as it is. */
    public record Correction(
            @Nullable @Slug String party,

            @Nullable @Size(max = 200) @Pattern(regexp = ".*\\S.*")
            String name,

            @NotBlank @Size(max = 1000) String reason) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Answers({201, 200})
    public Response add(@Valid @NotNull NewSupplier request) {
        boolean isNew = commands.send(new AddSupplier(new SupplierId(request.id()), request.party(), request.name()));
        var location = URI.create("/suppliers/" + request.id());
        return (isNew ? Response.created(location) : Response.ok().location(location))
                .entity(Map.of("id", request.id()))
                .build();
    }

    /** Puts right what was entered wrong; letters go to the party from then on. */
    @POST
    @Path("/{s}/correct")
    @RolesAllowed(Roles.OPERATOR)
    public void correct(@PathParam("s") @Slug String s, @Valid @NotNull Correction request) {
        commands.send(new CorrectSupplier(new SupplierId(s), request.party(), request.name(), request.reason()));
    }

    @GET
    public Response list(@BeanParam Paging page) {
        return page.respond(suppliers.page(page.key(), page.fetch()), SupplierView::id);
    }

    @GET
    @Path("/{s}")
    public SupplierView get(@PathParam("s") @Slug String s) {
        return suppliers
                .find(s)
                .orElseThrow(() -> Rejection.notFound("supplier-not-found", "There is no supplier " + s + "."));
    }
}
