package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.DryRun;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.WaveCommand;
import dev.switchover.migration.migration.domain.WaveCommand.AnnounceCustomer;
import dev.switchover.migration.migration.domain.WaveCommand.MoveCustomer;
import dev.switchover.migration.migration.domain.WaveCommand.RevertCustomer;
import dev.switchover.migration.migration.view.MigrationViews;
import dev.switchover.migration.migration.view.MovingCustomers;
import dev.switchover.migration.migration.view.MovingCustomers.MovingCustomer;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The customers of a migration, one by one. */
@Path("/migrations/{m}/customers")
public class MigrationCustomerResource {

    private final Commands commands;
    private final MigrationViews views;
    private final MovingCustomers customers;
    private final CustomerPlans plans;
    private final DryRun dryRun;
    private final Actors actors;
    private final Clock clock;

    MigrationCustomerResource(
            Commands commands,
            MigrationViews views,
            MovingCustomers customers,
            CustomerPlans plans,
            DryRun dryRun,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.views = views;
        this.customers = customers;
        this.plans = plans;
        this.dryRun = dryRun;
        this.actors = actors;
        this.clock = clock;
    }

    public record Announce(@NotNull Instant due, @Nullable String planHash) {}

    public record Moved(
            @NotBlank @Size(max = 4000) String evidence,
            @Nullable String planHash) {}

    public record Revert(
            @NotBlank @Size(max = 1000) String reason,
            @Nullable String planHash) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response list(
            @PathParam("m") String m,
            @QueryParam("state")
                    @DefaultValue("")
                    @Pattern(regexp = "|PLANNED|ANNOUNCED|STRAGGLER|MOVED|DRAINED|REVERTED")
                    String state,
            @BeanParam Paging page) {
        var id = new MigrationId(m);
        views.demand(id);
        return page.respond(customers.page(id, state, page.key(), page.fetch()), MovingCustomer::customer);
    }

    /** Tells one who was put back again. */
    @POST
    @Path("/{c}/announce")
    @RolesAllowed(Roles.OPERATOR)
    @Answers({204, 200})
    public Response announce(
            @PathParam("m") String m,
            @PathParam("c") @Slug String c,
            @QueryParam("dryRun") boolean dry,
            @Valid @NotNull Announce request) {
        var id = new MigrationId(m);
        return dryRun.answer(
                dry,
                request.planHash(),
                () -> plans.announce(id, c, request.due()),
                () -> done(new AnnounceCustomer(id, c, request.due(), clock.instant())));
    }

    @POST
    @Path("/{c}/moved")
    @RolesAllowed(Roles.OPERATOR)
    @Answers({204, 200})
    public Response moved(
            @PathParam("m") String m,
            @PathParam("c") @Slug String c,
            @QueryParam("dryRun") boolean dry,
            @Valid @NotNull Moved request) {
        var id = new MigrationId(m);
        var by = actors.get().name();
        return dryRun.answer(
                dry,
                request.planHash(),
                () -> plans.move(id, c),
                () -> done(new MoveCustomer(id, c, request.evidence(), by, clock.instant())));
    }

    @POST
    @Path("/{c}/revert")
    @RolesAllowed(Roles.OPERATOR)
    @Answers({204, 200})
    public Response revert(
            @PathParam("m") String m,
            @PathParam("c") @Slug String c,
            @QueryParam("dryRun") boolean dry,
            @Valid @NotNull Revert request) {
        var id = new MigrationId(m);
        return dryRun.answer(
                dry,
                request.planHash(),
                () -> plans.revert(id, c),
                () -> done(new RevertCustomer(id, c, request.reason(), clock.instant())));
    }

    private Response done(WaveCommand command) {
        commands.send(command);
        return Response.noContent().build();
    }
}
