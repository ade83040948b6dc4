package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.DryRun;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.operation.Operation;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The end of the source: removed from its cluster, then given back to its hoster. */
@Path("/migrations/{m}")
public class RemovalResource {

    private final Commands commands;
    private final Migrations migrations;
    private final Settlements settlements;
    private final RemovalPlans plans;
    private final DryRun dryRun;
    private final Overrides overrides;
    private final Actors actors;
    private final Clock clock;

    RemovalResource(
            Commands commands,
            Migrations migrations,
            Settlements settlements,
            RemovalPlans plans,
            DryRun dryRun,
            Overrides overrides,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.migrations = migrations;
        this.settlements = settlements;
        this.plans = plans;
        this.dryRun = dryRun;
        this.overrides = overrides;
        this.actors = actors;
        this.clock = clock;
    }

    public record Go(
            @Nullable String planHash, @Nullable @Valid OverrideRequest override) {}

    public record Done(
            @NotBlank @Size(max = 4000) String evidence,
            @Nullable String planHash) {}

    public record Cancel(
            @NotBlank @Size(max = 1000) String reason,
            @Nullable String planHash) {}

    @POST
    @Path("/remove-source")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({202, 200})
    public Response remove(@PathParam("m") String m, @QueryParam("dryRun") boolean dry, @Valid @Nullable Go request) {
        var id = new MigrationId(m);
        var seen = request == null ? null : request.planHash();
        return dryRun.answer(dry, seen, () -> plans.start(id), () -> remove(id, request));
    }

    private Response remove(MigrationId id, @Nullable Go request) {
        var by = actors.get().name();
        if (request != null && request.override() != null && does(() -> plans.start(id))) {
            var command =
                    new StartRemoval(id, by, clock.instant(), request.override().gates());
            return ask(command, request.override(), Guarded.REMOVAL, id);
        }
        int removal = commands.send(new StartRemoval(id, by, clock.instant(), Set.of()));
        return Operation.accepted(OperationId.of(id, removal).value());
    }

    /** The same as ending the task that asks for the step. */
    @POST
    @Path("/removal/steps/{step}/done")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({204, 200})
    public Response done(
            @PathParam("m") String m,
            @PathParam("step") String step,
            @QueryParam("dryRun") boolean dry,
            @Valid @NotNull Done request) {
        var id = new MigrationId(m);
        var wanted = Arrays.stream(RemovalStep.values())
                .filter(one -> one.manual() && one.id().equals(step))
                .findFirst()
                .orElseThrow(
                        () -> Rejection.notFound("removal-step-not-found", "No person is asked for " + step + "."));
        return dryRun.answer(dry, request.planHash(), () -> plans.confirm(id, wanted), () -> {
            var removal = migrations.get(id).removal();
            var by = actors.get().name();
            commands.send(new ConfirmRemovalStep(id, removal, wanted, request.evidence(), by, clock.instant()));
            return Response.noContent().build();
        });
    }

    @POST
    @Path("/removal/cancel")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({204, 200})
    public Response cancel(
            @PathParam("m") String m, @QueryParam("dryRun") boolean dry, @Valid @NotNull Cancel request) {
        var id = new MigrationId(m);
        return dryRun.answer(dry, request.planHash(), () -> plans.cancel(id), () -> {
            commands.send(new CancelRemoval(id, request.reason(), actors.get().name()));
            return Response.noContent().build();
        });
    }

    /** Asks again for a step in doubt. */
    @POST
    @Path("/removal/retry")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers(204)
    public Response retry(@PathParam("m") String m) {
        commands.send(new RetryRemovalStep(new MigrationId(m), actors.get().name(), clock.instant()));
        return Response.noContent().build();
    }

    /** Who still owes for a time on the source, has days nobody billed, or is still there. */
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
    @IfMatch("migration/{m}")
    @Answers({204, 202, 200})
    public Response decommission(
            @PathParam("m") String m, @QueryParam("dryRun") boolean dry, @Valid @Nullable Go request) {
        var id = new MigrationId(m);
        var seen = request == null ? null : request.planHash();
        return dryRun.answer(dry, seen, () -> plans.decommission(id), () -> decommission(id, request));
    }

    private Response decommission(MigrationId id, @Nullable Go request) {
        var by = actors.get().name();
        if (request != null && request.override() != null && does(() -> plans.decommission(id))) {
            var command =
                    new Decommission(id, by, clock.instant(), request.override().gates());
            return ask(command, request.override(), Guarded.DECOMMISSION, id);
        }
        commands.send(new Decommission(id, by, clock.instant(), Set.of()));
        return Response.noContent().build();
    }

    /** Where nothing is left to do there is nothing to set gates aside for: it is answered as the first time. */
    private boolean does(Supplier<Plan> plan) {
        return !commands.together(plan).steps().isEmpty();
    }

    private Response ask(Object command, OverrideRequest override, Guarded guarded, MigrationId migration) {
        return MigrationOverridables.ask(overrides, command, override, Set.of(guarded), migration);
    }
}
