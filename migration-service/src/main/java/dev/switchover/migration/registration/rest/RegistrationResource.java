package dev.switchover.migration.registration.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.DryRun;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.registration.claims.MoveRegistration;
import dev.switchover.migration.registration.claims.RegistrationPlan;
import dev.switchover.migration.registration.view.RegistrationMoveView;
import dev.switchover.migration.registration.view.RegistrationMoves;
import dev.switchover.migration.supplier.domain.SupplierCommand.AbortRegistrationMove;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmReleased;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmRestored;
import dev.switchover.migration.supplier.domain.SupplierCommand.ConfirmTaken;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
import dev.switchover.migration.supplier.domain.WhichMove;
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
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moves registrations from a migration's source to its target, and back: released, then taken, as persons confirm. */
@Path("/migrations/{m}/registrations")
@RolesAllowed(Roles.OPERATOR)
public class RegistrationResource {

    private final Commands commands;
    private final RegistrationMoves moves;
    private final RegistrationPlan plans;
    private final DryRun dryRun;
    private final MigrationPlans migrations;

    RegistrationResource(
            Commands commands,
            RegistrationMoves moves,
            RegistrationPlan plans,
            DryRun dryRun,
            MigrationPlans migrations) {
        this.commands = commands;
        this.moves = moves;
        this.plans = plans;
        this.dryRun = dryRun;
        this.migrations = migrations;
    }

    public record Go(@Nullable String planHash) {}

    public record Done(@NotBlank @Size(max = 4000) String evidence) {}

    public record Abort(@NotBlank @Size(max = 1000) String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public Response list(@PathParam("m") @Slug String m, @BeanParam Paging page) {
        demand(m);
        return page.respond(moves.of(m, page.key(), page.fetch()), row -> "%s.%s.%s"
                .formatted(row.supplier(), row.trunk(), padded(row.move())));
    }

    @POST
    @Path("/{s}/{t}/move")
    @Answers({202, 200})
    public Response move(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @QueryParam("dryRun") boolean dry,
            @Valid @Nullable Go request) {
        return start(new MoveRegistration(m, ref(s, t), false), dry, request);
    }

    /** The same the other way round, as long as the source stays: also when the migration was aborted. */
    @POST
    @Path("/{s}/{t}/move-back")
    @Answers({202, 200})
    public Response moveBack(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @QueryParam("dryRun") boolean dry,
            @Valid @Nullable Go request) {
        return start(new MoveRegistration(m, ref(s, t), true), dry, request);
    }

    private Response start(MoveRegistration wanted, boolean dry, @Nullable Go request) {
        var seen = request == null ? null : request.planHash();
        return dryRun.answer(dry, seen, () -> plans.of(wanted), () -> {
            int move = commands.send(wanted);
            var trunk = wanted.trunk();
            return Operation.accepted(RegistrationMoveView.operation(
                    trunk.supplier().value(), trunk.trunk().value(), move));
        });
    }

    /** The same as ending the task that asks for it. */
    @POST
    @Path("/{s}/{t}/released")
    public void released(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Done request) {
        commands.send(new ConfirmReleased(new SupplierId(s), new TrunkId(t), moveOf(m), request.evidence()));
    }

    /** The same as ending the task that asks for it. */
    @POST
    @Path("/{s}/{t}/taken")
    public void taken(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Done request) {
        commands.send(new ConfirmTaken(new SupplierId(s), new TrunkId(t), moveOf(m), request.evidence()));
    }

    /** Before the release everything stays as it was; after it the old node takes the registration again. */
    @POST
    @Path("/{s}/{t}/abort")
    public void abort(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Abort request) {
        commands.send(new AbortRegistrationMove(new SupplierId(s), new TrunkId(t), moveOf(m), request.reason()));
    }

    /** The same as ending the task that asks for it. */
    @POST
    @Path("/{s}/{t}/restored")
    public void restored(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Done request) {
        commands.send(new ConfirmRestored(new SupplierId(s), new TrunkId(t), moveOf(m), request.evidence()));
    }

    private WhichMove moveOf(String m) {
        demand(m);
        return WhichMove.latestOf(m);
    }

    private void demand(String m) {
        if (migrations.find(m).isEmpty()) {
            throw Rejection.notFound("migration-not-found", "There is no migration " + m + ".");
        }
    }

    private static TrunkRef ref(String s, String t) {
        return new TrunkRef(new SupplierId(s), new TrunkId(t));
    }

    private static String padded(int move) {
        return String.format(Locale.ROOT, "%08d", move);
    }
}
