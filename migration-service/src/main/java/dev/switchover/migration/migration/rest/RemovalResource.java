package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.migration.claims.Migrations;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationCommand.Decommission;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.OperationId;
import dev.switchover.migration.migration.domain.RemovalCommand.CancelRemoval;
import dev.switchover.migration.migration.domain.RemovalCommand.ConfirmRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.RetryRemovalStep;
import dev.switchover.migration.migration.domain.RemovalCommand.StartRemoval;
import dev.switchover.migration.migration.domain.RemovalStep;
import dev.switchover.migration.settlement.claims.Settlements;
import dev.switchover.migration.settlement.claims.Unsettled;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The end of the source: removed from its cluster, then given back to its hoster. */
@Path("/migrations/{m}")
public class RemovalResource {

    private final Commands commands;
    private final Migrations migrations;
    private final Settlements settlements;
    private final DryRuns dryRuns;
    private final Overrides overrides;
    private final Actors actors;
    private final Clock clock;

    RemovalResource(
            Commands commands,
            Migrations migrations,
            Settlements settlements,
            DryRuns dryRuns,
            Overrides overrides,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.migrations = migrations;
        this.settlements = settlements;
        this.dryRuns = dryRuns;
        this.overrides = overrides;
        this.actors = actors;
        this.clock = clock;
    }

    public record Go(
            @Nullable String planHash, @Nullable @Valid OverrideRequest override) {}

    public record Done(@NotBlank @Size(max = 4000) String evidence) {}

    public record Cancel(@NotBlank @Size(max = 1000) String reason) {}

    @POST
    @Path("/remove-source")
    @RolesAllowed(Roles.OPERATOR)
    public Response remove(
            @PathParam("m") String m, @QueryParam("dryRun") boolean dryRun, @Valid @Nullable Go request) {
        var id = new MigrationId(m);
        if (dryRun) {
            return Response.ok(dryRuns.removeSource(id, Set.of())).build();
        }
        if (request != null && request.planHash() != null) {
            dryRuns.removeSource(id, Set.of()).require(request.planHash());
        }
        if (request != null && request.override() != null) {
            var command = new StartRemoval(
                    id, actors.get().name(), clock.instant(), request.override().gates());
            return MigrationOverridables.ask(overrides, command, request.override(), Guarded.REMOVAL, id);
        }
        int removal = commands.send(new StartRemoval(id, actors.get().name(), clock.instant(), Set.of()));
        return Accepted.at(OperationId.of(id, removal));
    }

    /** The same as ending the task that asks for the step. */
    @POST
    @Path("/removal/steps/{step}/done")
    @RolesAllowed(Roles.OPERATOR)
    public Response done(@PathParam("m") String m, @PathParam("step") String step, @Valid @NotNull Done request) {
        var id = new MigrationId(m);
        var wanted = Arrays.stream(RemovalStep.values())
                .filter(one -> one.manual() && one.id().equals(step))
                .findFirst()
                .orElseThrow(
                        () -> Rejection.notFound("removal-step-not-found", "No person is asked for " + step + "."));
        var removal = migrations.get(id).removal();
        commands.send(new ConfirmRemovalStep(
                id, removal, wanted, request.evidence(), actors.get().name(), clock.instant()));
        return Response.noContent().build();
    }

    @POST
    @Path("/removal/cancel")
    @RolesAllowed(Roles.OPERATOR)
    public Response cancel(@PathParam("m") String m, @Valid @NotNull Cancel request) {
        commands.send(new CancelRemoval(
                new MigrationId(m), request.reason(), actors.get().name()));
        return Response.noContent().build();
    }

    /** Asks again for a step in doubt. */
    @POST
    @Path("/removal/retry")
    @RolesAllowed(Roles.OPERATOR)
    public Response retry(@PathParam("m") String m) {
        commands.send(new RetryRemovalStep(new MigrationId(m), actors.get().name(), clock.instant()));
        return Response.noContent().build();
    }

    /** Who still owes for a time on the source, or has days nobody billed. */
    @GET
    @Path("/unsettled")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response unsettled(@PathParam("m") String m, @BeanParam Paging page) {
        var migration = migrations.get(new MigrationId(m));
        var rows = settlements.unsettled(
                migration.cluster().value(), migration.source().value(), page.key(), page.fetch());
        return page.respond(rows, Unsettled::key);
    }

    @POST
    @Path("/decommission")
    @RolesAllowed(Roles.OPERATOR)
    public Response decommission(
            @PathParam("m") String m, @QueryParam("dryRun") boolean dryRun, @Valid @Nullable Go request) {
        var id = new MigrationId(m);
        var plan = dryRuns.decommission(id, Set.of());
        if (dryRun) {
            return Response.ok(plan).build();
        }
        plan.require(request == null ? null : request.planHash());
        if (request != null && request.override() != null) {
            var command = new Decommission(
                    id, actors.get().name(), clock.instant(), request.override().gates());
            return MigrationOverridables.ask(overrides, command, request.override(), Guarded.DECOMMISSION, id);
        }
        commands.send(new Decommission(id, actors.get().name(), clock.instant(), Set.of()));
        return Response.noContent().build();
    }
}
