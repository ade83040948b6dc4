package dev.switchover.migration.authorisation.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.AcknowledgeAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.ProveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RefuseAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RemindSupplier;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.RequestAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationCommand.WaiveAuthorisation;
import dev.switchover.migration.authorisation.domain.AuthorisationId;
import dev.switchover.migration.authorisation.view.AuthorisationView;
import dev.switchover.migration.authorisation.view.Authorisations;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.supplier.domain.SupplierId;
import dev.switchover.migration.supplier.domain.TrunkId;
import dev.switchover.migration.supplier.domain.TrunkRef;
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
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What suppliers are asked to admit for a migration, and where each address stands. Where the body names no addresses,
 * all those that can change are meant. After the end of a migration nobody is asked or reminded; what suppliers say outlasts it.
 */
@Path("/migrations/{m}/authorisations")
@RolesAllowed(Roles.OPERATOR)
public class AuthorisationResource {

    private static final String PROOF =
            "What shows that the addresses are admitted: a call from the target that was accepted, media that was seen. It counts"
                    + " also where the supplier never acknowledged the request; acknowledgedAt then stays empty.";

    private final Commands commands;
    private final Authorisations authorisations;
    private final MigrationPlans migrations;

    AuthorisationResource(Commands commands, Authorisations authorisations, MigrationPlans migrations) {
        this.commands = commands;
        this.authorisations = authorisations;
        this.migrations = migrations;
    }

    public record Request(
            @NotNull Instant neededBy,
            @NotBlank @Size(max = 1000) String reason) {}

    public record Acknowledgement(
            @Nullable List<@NotNull String> addresses,
            @Nullable @Size(max = 4000) String note) {}

    public record Proof(
            @Nullable List<@NotNull String> addresses,
            @NotBlank @Size(max = 4000) String evidence) {}

    public record Reason(
            @Nullable List<@NotNull String> addresses,
            @NotBlank @Size(max = 1000) String reason) {}

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public Response list(@PathParam("m") @Slug String m, @BeanParam Paging page) {
        if (migrations.find(m).isEmpty()) {
            throw Rejection.notFound("migration-not-found", "There is no migration " + m + ".");
        }
        return page.respond(
                authorisations.of(m, page.key(), page.fetch()),
                row -> row.supplier() + "/" + row.trunk() + "/" + row.address());
    }

    @GET
    @Path("/{s}/{t}")
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public List<AuthorisationView> get(
            @PathParam("m") @Slug String m, @PathParam("s") @Slug String s, @PathParam("t") @Slug String t) {
        return authorisations.of(m, s, t);
    }

    @POST
    @Path("/{s}/{t}/request")
    public void request(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Request request) {
        commands.send(new RequestAuthorisation(id(m, s, t), request.neededBy(), request.reason()));
    }

    @POST
    @Path("/{s}/{t}/remind")
    public void remind(@PathParam("m") @Slug String m, @PathParam("s") @Slug String s, @PathParam("t") @Slug String t) {
        commands.send(new RemindSupplier(id(m, s, t), Integer.MAX_VALUE));
    }

    @POST
    @Path("/{s}/{t}/acknowledge")
    public void acknowledge(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @Nullable Acknowledgement request) {
        var said = Objects.requireNonNullElse(request, new Acknowledgement(null, null));
        commands.send(new AcknowledgeAuthorisation(
                id(m, s, t), addresses(said.addresses()), Objects.requireNonNullElse(said.note(), "")));
    }

    @POST
    @Path("/{s}/{t}/prove")
    @Operation(description = PROOF)
    public void prove(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Proof request) {
        commands.send(new ProveAuthorisation(id(m, s, t), addresses(request.addresses()), request.evidence()));
    }

    @POST
    @Path("/{s}/{t}/refuse")
    public void refuse(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Reason request) {
        commands.send(new RefuseAuthorisation(id(m, s, t), addresses(request.addresses()), request.reason()));
    }

    /** By name: who waives it is in the event, and must be an approver. */
    @POST
    @Path("/{s}/{t}/waive")
    @RolesAllowed(Roles.APPROVER)
    public void waive(
            @PathParam("m") @Slug String m,
            @PathParam("s") @Slug String s,
            @PathParam("t") @Slug String t,
            @Valid @NotNull Reason request) {
        commands.send(new WaiveAuthorisation(id(m, s, t), addresses(request.addresses()), request.reason()));
    }

    private static AuthorisationId id(String m, String s, String t) {
        return AuthorisationId.of(m, new TrunkRef(new SupplierId(s), new TrunkId(t)));
    }

    private static List<String> addresses(@Nullable List<String> named) {
        return Objects.requireNonNullElse(named, List.of());
    }
}
