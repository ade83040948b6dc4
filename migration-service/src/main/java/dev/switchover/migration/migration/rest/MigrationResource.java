package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.DryRun;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.http.Versions;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.migration.domain.MigrationCommand.AbortMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.CorrectContractEnd;
import dev.switchover.migration.migration.domain.MigrationCommand.PlanMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StartMigration;
import dev.switchover.migration.migration.domain.MigrationCommand.StateOutage;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.MigrationKind;
import dev.switchover.migration.migration.domain.OperationId;
import dev.switchover.migration.migration.view.MigrationStatus;
import dev.switchover.migration.migration.view.MigrationViews;
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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Migrations as a whole. */
@Path("/migrations")
public class MigrationResource {

    private static final Duration USUAL_DRAIN = Duration.ofHours(24);

    private final Commands commands;
    private final MigrationViews views;
    private final WavePlans plans;
    private final DryRun dryRun;
    private final Actors actors;
    private final Clock clock;

    MigrationResource(
            Commands commands, MigrationViews views, WavePlans plans, DryRun dryRun, Actors actors, Clock clock) {
        this.commands = commands;
        this.views = views;
        this.plans = plans;
        this.dryRun = dryRun;
        this.actors = actors;
        this.clock = clock;
    }

    /** {@code sameHoster} with {@code addressCanMove} calls for another procedure, which is refused with a pointer. */
    public record NewMigration(
            @NotNull @Slug String id,
            @Nullable MigrationKind kind,
            @Nullable Boolean sameHoster,
            @Nullable Boolean addressCanMove,
            @NotNull @Slug String cluster,
            @NotNull @Slug String source,
            @NotNull @Slug String target,
            @NotBlank @Size(max = 1000) String reason,
            @Nullable LocalDate hosterContractEnd,
            @Nullable Instant plannedEnd,
            @Nullable Duration drainTime) {}

    public record ContractEnd(
            @NotNull LocalDate hosterContractEnd,
            @NotBlank @Size(max = 1000) String reason) {}

    public record Start(@Nullable Boolean acceptWarnings) {}

    public record Abort(
            @NotBlank @Size(max = 1000) String reason,
            @Nullable String planHash) {}

    public record Outage(
            @NotNull Duration outage,
            @NotBlank @Size(max = 4000) String evidence) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @Answers({201, 200})
    public Response plan(@Valid @NotNull NewMigration request) {
        var id = new MigrationId(request.id());
        boolean isNew = commands.send(new PlanMigration(
                id,
                request.kind() == null ? MigrationKind.NEW_ADDRESS : request.kind(),
                Boolean.TRUE.equals(request.sameHoster()) && Boolean.TRUE.equals(request.addressCanMove()),
                request.cluster(),
                request.source(),
                request.target(),
                request.reason(),
                request.hosterContractEnd(),
                request.plannedEnd(),
                request.drainTime() == null ? USUAL_DRAIN : request.drainTime(),
                clock.instant()));
        var location = URI.create("/migrations/" + id.value());
        return isNew
                ? Response.created(location).build()
                : Response.ok().location(location).build();
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response list(@BeanParam Paging page) {
        return page.respond(views.page(page.key(), page.fetch()), MigrationStatus::id);
    }

    @GET
    @Path("/{m}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response get(@PathParam("m") String m) {
        var status = views.get(new MigrationId(m));
        return Response.ok(status).tag(Versions.tag(status.version())).build();
    }

    /** Puts right until when the contract with the source's hoster runs; the plan's warning follows. */
    @POST
    @Path("/{m}/correct")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers(204)
    public Response correct(@PathParam("m") String m, @Valid @NotNull ContractEnd request) {
        commands.send(new CorrectContractEnd(new MigrationId(m), request.hosterContractEnd(), request.reason()));
        return Response.noContent().build();
    }

    @POST
    @Path("/{m}/start")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers(204)
    public Response start(@PathParam("m") String m, @Nullable Start request) {
        var accept = request != null && Boolean.TRUE.equals(request.acceptWarnings());
        commands.send(new StartMigration(new MigrationId(m), accept));
        return Response.noContent().build();
    }

    /** Long work: everybody who was told or moved goes back. */
    @POST
    @Path("/{m}/abort")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({202, 200})
    public Response abort(@PathParam("m") String m, @QueryParam("dryRun") boolean dry, @Valid @NotNull Abort request) {
        var id = new MigrationId(m);
        return dryRun.answer(dry, request.planHash(), () -> plans.abort(id), () -> {
            commands.send(new AbortMigration(id, request.reason(), clock.instant()));
            return Operation.accepted(OperationId.of(id).value());
        });
    }

    /** What nobody measures here a person may state; until then it is unknown. */
    @POST
    @Path("/{m}/outage")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers(204)
    public Response outage(@PathParam("m") String m, @Valid @NotNull Outage request) {
        commands.send(new StateOutage(
                new MigrationId(m),
                request.outage(),
                request.evidence(),
                actors.get().name(),
                clock.instant()));
        return Response.noContent().build();
    }
}
