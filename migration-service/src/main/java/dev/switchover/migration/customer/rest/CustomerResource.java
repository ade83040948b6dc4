package dev.switchover.migration.customer.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.customer.claims.CustomerImport;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.CorrectCustomer;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.Placement;
import dev.switchover.migration.customer.domain.ReachedBy;
import dev.switchover.migration.customer.domain.Since;
import dev.switchover.migration.customer.view.CustomerTable;
import dev.switchover.migration.customer.view.CustomerTable.Filter;
import dev.switchover.migration.imports.staging.Imports;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Customers: added one at a time or as a file; moved by migrations only. */
@Path("/customers")
public class CustomerResource {

    private final Commands commands;
    private final CustomerTable customers;
    private final Imports imports;
    private final CustomerImport file;
    private final Actors actors;
    private final Clock clock;

    CustomerResource(
            Commands commands,
            CustomerTable customers,
            Imports imports,
            CustomerImport file,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.customers = customers;
        this.imports = imports;
        this.file = file;
        this.actors = actors;
        this.clock = clock;
    }

    /** {@code onSourceSince} is a day in the customer's time zone or a time; without it the time starts now. */
    public record NewCustomer(
            @NotNull @Slug String id,
            @NotNull @Slug String party,
            @NotNull ReachedBy reachedBy,
            @Nullable @Size(max = 253) String domain,
            @NotNull @Slug String cluster,
            @NotNull @Slug String node,
            @Nullable @Size(max = 40) String onSourceSince,
            @Nullable @Size(max = 64) String timeZone) {}

    /**
     * What is left out stays as it is; whoever is reached by IP has no domain name left. A day in {@code onSourceSince} starts
     * by the time zone given with it, else by the one that is known.
     */
    public record Correction(
            @Nullable @Slug String party,
            @Nullable ReachedBy reachedBy,
            @Nullable @Size(max = 253) String domain,
            @Nullable @Size(max = 40) String onSourceSince,
            @Nullable @Size(max = 64) String timeZone,
            @NotBlank @Size(max = 1000) String reason) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Answers({201, 200})
    public Response add(@Valid NewCustomer request) {
        var zone = zone(request.timeZone());
        boolean isNew = commands.send(new AddCustomer(
                new CustomerId(request.id()),
                request.party(),
                request.reachedBy(),
                request.domain(),
                request.cluster(),
                request.node(),
                since(request.onSourceSince(), zone),
                zone));
        var location = URI.create("/customers/" + request.id());
        return isNew
                ? Response.created(location).build()
                : Response.ok().location(location).build();
    }

    /** Puts right what was entered wrong; his coverage by invoices is judged anew. */
    @POST
    @Path("/{customer}/correct")
    @RolesAllowed(Roles.OPERATOR)
    public void correct(@PathParam("customer") @Slug String customer, @Valid @NotNull Correction request) {
        var known = customer(customer).timeZone();
        var zone = request.timeZone() == null ? null : zone(request.timeZone());
        commands.send(new CorrectCustomer(
                new CustomerId(customer),
                request.party(),
                request.reachedBy(),
                request.domain(),
                since(request.onSourceSince(), zone == null ? known : zone),
                zone,
                request.reason()));
    }

    /** Answers 202 and where to follow the operation; the report names every refused row. */
    @POST
    @Path("/import")
    @Consumes("text/csv")
    @RolesAllowed({Roles.OPERATOR, Roles.INTEGRATOR})
    @Answers(202)
    @Operation(description = CustomerImport.FILE)
    public Response add(byte[] csv, @QueryParam("allOrNothing") @DefaultValue("false") boolean allOrNothing) {
        return imports.answer(file, csv, allOrNothing, actors.get().metadata());
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response list(
            @QueryParam("cluster") @Nullable @Slug String cluster,
            @QueryParam("node") @Nullable @Slug String node,
            @QueryParam("state") @Nullable CustomerStanding state,
            @Valid @BeanParam Paging paging) {
        var page = customers.page(new Filter(cluster, node, state), paging.key(), paging.fetch());
        return paging.respond(page, customer -> customer.customer().value());
    }

    @GET
    @Path("/{customer}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Placement customer(@PathParam("customer") @Slug String customer) {
        return customers
                .find(customer)
                .orElseThrow(
                        () -> Rejection.notFound("customer-not-found", "No customer has the id " + customer + "."));
    }

    private static ZoneId zone(@Nullable String name) {
        var zone = name == null ? Since.UTC : Since.zone(name);
        if (zone == null) {
            throw Rejection.invalid("invalid-time-zone", "There is no such time zone.")
                    .at("timeZone", "time-zone", name, "Write a time zone like Europe/Paris.");
        }
        return zone;
    }

    private @Nullable Instant since(@Nullable String text, ZoneId zone) {
        if (text == null) {
            return null;
        }
        return Since.read(text, zone)
                .filter(since -> !since.isAfter(clock.instant()))
                .orElseThrow(() -> Rejection.invalid("invalid-on-source-since", "This is no past day or time.")
                        .at("onSourceSince", "past-time", text, Since.REMEDY));
    }
}
