package dev.switchover.migration.migration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.DryRun;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.override.Overrides;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.migration.claims.Members;
import dev.switchover.migration.migration.claims.WaveCommands.PlannedWave;
import dev.switchover.migration.migration.claims.WaveMember;
import dev.switchover.migration.migration.domain.Guarded;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.OperationId;
import dev.switchover.migration.migration.domain.WaveCommand.ConfirmWave;
import dev.switchover.migration.migration.domain.WaveCommand.PlanWave;
import dev.switchover.migration.migration.domain.WaveCommand.RevertWave;
import dev.switchover.migration.migration.domain.WaveCommand.StartWave;
import dev.switchover.migration.migration.domain.WaveCommand.WithdrawWave;
import dev.switchover.migration.migration.domain.WaveSelection;
import dev.switchover.migration.migration.view.MigrationViews;
import dev.switchover.migration.migration.view.WaveStatus;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Waves: who moves together. */
@Path("/migrations/{m}/waves")
public class WaveResource {

    private final Commands commands;
    private final MigrationViews views;
    private final Members members;
    private final WavePlans plans;
    private final DryRun dryRun;
    private final Overrides overrides;
    private final Actors actors;
    private final Clock clock;

    WaveResource(
            Commands commands,
            MigrationViews views,
            Members members,
            WavePlans plans,
            DryRun dryRun,
            Overrides overrides,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.views = views;
        this.members = members;
        this.plans = plans;
        this.dryRun = dryRun;
        this.overrides = overrides;
        this.actors = actors;
        this.clock = clock;
    }

    /** Either {@code customers}, or a selector among those still on the source. */
    public record NewWave(
            @NotNull @Slug String id,
            @Nullable @Size(max = 100_000) List<@NotNull @Slug String> customers,
            @Nullable Boolean allRemaining,
            @Nullable Integer first,
            @Nullable @Size(max = 253) String domain,
            @Nullable @Pattern(regexp = "IP|DOMAIN") String reachedBy,
            @Nullable @Size(max = 100) List<@NotNull @Slug String> after) {

        WaveSelection selection() {
            return new WaveSelection(
                    customers == null ? List.of() : customers,
                    Boolean.TRUE.equals(allRemaining),
                    first,
                    domain,
                    reachedBy);
        }
    }

    public record Start(
            @Schema(description = "Until when the members are to have moved; in 14 days if it is left out.") @Nullable
            Instant due,

            @Nullable String planHash,
            @Nullable @Valid OverrideRequest override) {}

    public record Moved(
            @NotBlank @Size(max = 4000) String evidence,
            @Nullable String planHash) {}

    public record Revert(
            @NotBlank @Size(max = 1000) String reason,
            @Nullable String planHash) {}

    public record Withdrawal(@NotBlank @Size(max = 1000) String reason) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({201, 200})
    public Response plan(@PathParam("m") String m, @Valid @NotNull NewWave request) {
        var id = new MigrationId(m);
        List<String> after = request.after() == null ? List.of() : request.after();
        PlannedWave planned = commands.send(new PlanWave(id, request.id(), request.selection(), after));
        var location = URI.create("/migrations/" + m + "/waves/" + request.id());
        return planned.created()
                ? Response.created(location)
                        .entity(planned)
                        .header("Link", "<%s/members>; rel=\"item\"".formatted(location))
                        .build()
                : Response.ok().location(location).build();
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response list(@PathParam("m") String m) {
        return Response.ok(views.get(new MigrationId(m)).waves()).build();
    }

    @GET
    @Path("/{w}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response get(@PathParam("m") String m, @PathParam("w") @Slug String w) {
        return Response.ok(known(new MigrationId(m), w)).build();
    }

    /** Who was picked when it was planned, before and after they are told. Nobody once it is withdrawn: they are free. */
    @GET
    @Path("/{w}/members")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.INTEGRATOR, Roles.ADMIN})
    public Response members(@PathParam("m") String m, @PathParam("w") @Slug String w, @BeanParam Paging page) {
        var wave = known(new MigrationId(m), w).wave();
        return page.respond(members.of(new MigrationId(m), wave, page.key(), page.fetch()), WaveMember::customer);
    }

    private WaveStatus known(MigrationId id, String wave) {
        return views.get(id).waves().stream()
                .filter(it -> it.wave().equals(wave))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("wave-not-found", "The migration has no wave " + wave + "."));
    }

    /** Tells the members to move; long work. */
    @POST
    @Path("/{w}/start")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({202, 200})
    public Response start(
            @PathParam("m") String m,
            @PathParam("w") @Slug String w,
            @QueryParam("dryRun") boolean dry,
            @Valid @Nullable Start request) {
        var id = new MigrationId(m);
        var seen = request == null ? null : request.planHash();
        return dryRun.answer(dry, seen, () -> plans.start(id, w), () -> start(id, w, request));
    }

    private Response start(MigrationId id, String wave, @Nullable Start request) {
        var now = clock.instant();
        var due = request == null ? null : request.due();
        if (request != null && request.override() != null && !isToldAlready(id, wave)) {
            var command = new StartWave(id, wave, due, now, request.override().gates());
            return MigrationOverridables.ask(overrides, command, request.override(), Guarded.wave(true, true), id);
        }
        commands.send(new StartWave(id, wave, due, now, Set.of()));
        return Operation.accepted(OperationId.of(id, wave).value());
    }

    /** Then there is nothing to set gates aside for: it is asked twice, and answered as the first time. */
    private boolean isToldAlready(MigrationId id, String wave) {
        return commands.together(() -> plans.start(id, wave)).steps().isEmpty();
    }

    /** A person's word that everybody who was told has moved; long work. */
    @POST
    @Path("/{w}/moved")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({202, 200})
    public Response moved(
            @PathParam("m") String m,
            @PathParam("w") @Slug String w,
            @QueryParam("dryRun") boolean dry,
            @Valid @NotNull Moved request) {
        var id = new MigrationId(m);
        var by = actors.get().name();
        return dryRun.answer(dry, request.planHash(), () -> plans.confirm(id, w), () -> {
            commands.send(new ConfirmWave(id, w, request.evidence(), by, clock.instant()));
            return Operation.accepted(OperationId.of(id, w).value());
        });
    }

    /** Takes back a wave that nobody was told of; its members are free to be planned in another. */
    @POST
    @Path("/{w}/withdraw")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    public void withdraw(@PathParam("m") String m, @PathParam("w") @Slug String w, @Valid @NotNull Withdrawal request) {
        commands.send(new WithdrawWave(new MigrationId(m), w, request.reason()));
    }

    /** Puts everybody back; long work. */
    @POST
    @Path("/{w}/revert")
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("migration/{m}")
    @Answers({202, 200})
    public Response revert(
            @PathParam("m") String m,
            @PathParam("w") @Slug String w,
            @QueryParam("dryRun") boolean dry,
            @Valid @NotNull Revert request) {
        var id = new MigrationId(m);
        return dryRun.answer(dry, request.planHash(), () -> plans.revert(id, w), () -> {
            commands.send(new RevertWave(id, w, request.reason()));
            return Operation.accepted(OperationId.of(id, w).value());
        });
    }
}
