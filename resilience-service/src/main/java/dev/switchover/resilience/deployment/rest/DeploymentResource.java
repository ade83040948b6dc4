package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.http.StateQuery;
import dev.switchover.kit.http.Versions;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Motive;
import dev.switchover.kit.security.ReasonNeeded;
import dev.switchover.kit.security.Roles;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.AnnounceSwitchover;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ChangeDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.DefineDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.ProveObligation;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.RetireDeployment;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.driver.FreshLook;
import dev.switchover.resilience.deployment.rest.Definitions.NewCc;
import dev.switchover.resilience.deployment.rest.Definitions.NewEdge;
import dev.switchover.resilience.deployment.rest.Definitions.NewMds;
import dev.switchover.resilience.deployment.rest.Definitions.NewNode;
import dev.switchover.resilience.deployment.rest.Definitions.Wanted;
import dev.switchover.resilience.deployment.rest.SwitchoverResource.Direction;
import dev.switchover.resilience.deployment.view.DeploymentView;
import dev.switchover.resilience.deployment.view.Deployments;
import dev.switchover.resilience.deployment.view.ObligationState;
import dev.switchover.resilience.deployment.view.ObligationView;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.plan.domain.RunKind;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Deployments: what they consist of, how they stand, and what is owed. */
@Path("/deployments")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class DeploymentResource {

    /** Longer than the id of any node that it names. */
    private static final String OBLIGATION = "[a-z0-9-]{1,100}";

    private static final String CONDITION =
            "If-Match may be left out, as with every change: what stands then is changed, whoever wrote it last."
                    + " The version is that of the definition.";

    private final Commands commands;
    private final FreshLook look;
    private final Deployments deployments;
    private final Actors actors;
    private final Motive motive;
    private final Clock clock;

    DeploymentResource(
            Commands commands, FreshLook look, Deployments deployments, Actors actors, Motive motive, Clock clock) {
        this.commands = commands;
        this.look = look;
        this.deployments = deployments;
        this.actors = actors;
        this.motive = motive;
        this.clock = clock;
    }

    public record NewDeployment(
            @NotNull @PlainSlug String id,
            @NotNull @Slug String party,
            @Nullable @Slug String operatorsParty,
            @NotEmpty @Size(max = 3) List<@NotNull Group> groups,
            @Nullable Boolean holdsData,
            @NotNull @Valid NewNode main,
            @NotNull @Valid NewNode standby,
            @Nullable @Valid NewCc cc,
            @Nullable @Size(max = 100) List<@NotNull @Valid NewMds> mds,
            @Nullable @Valid NewEdge edge,
            @Nullable Duration drain,
            @Nullable Duration follow,
            @Nullable Boolean drill) {

        Wanted wanted() {
            return new Wanted(
                    party, operatorsParty, groups, holdsData, main, standby, cc, mds, edge, drain, follow, drill);
        }
    }

    /** {@code when} with its zone, such as 2026-03-09T03:00:00Z. */
    public record Announcement(
            @NotNull Direction direction, @NotNull Instant when) {}

    public record Proof(@NotBlank @Size(max = 4000) String evidence) {}

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Answers({201, 200})
    public Response define(@Valid @NotNull NewDeployment request) {
        boolean isNew = commands.send(new DefineDeployment(
                new DeploymentId(request.id()), request.wanted().definition()));
        var at = URI.create("/deployments/" + request.id());
        return (isNew ? Response.created(at) : Response.ok().location(at))
                .entity(Map.of("id", request.id()))
                .build();
    }

    @PUT
    @Path("/{d}")
    @RolesAllowed(Roles.ADMIN)
    @Answers(204)
    @IfMatch("deployment/{d}")
    @Operation(description = CONDITION)
    public Response change(@PathParam("d") @Slug String d, @Valid @NotNull Wanted request) {
        commands.send(new ChangeDeployment(new DeploymentId(d), request.definition()));
        return Response.noContent().build();
    }

    /** Nobody watches it or reminds of it any more, and its id is not given again. Its nodes go on as they are. */
    @DELETE
    @Path("/{d}")
    @RolesAllowed(Roles.ADMIN)
    @IfMatch("deployment/{d}")
    @Operation(description = CONDITION)
    @ReasonNeeded
    public void retire(@PathParam("d") @Slug String d) {
        commands.send(new RetireDeployment(
                new DeploymentId(d), motive.reason(), actors.get().name()));
    }

    @GET
    public Response list(@BeanParam Paging page) {
        return page.respond(deployments.page(page.key(), page.fetch()), DeploymentView::id);
    }

    @GET
    @Path("/{d}")
    @Operation(
            description =
                    "The ETag is the version of the definition: PUT changes it; runs, roles and what nodes say do not.")
    public Response get(@PathParam("d") @Slug String d) {
        var deployment = deployments.get(new DeploymentId(d));
        return Response.ok(deployment).tag(Versions.tag(deployment.version())).build();
    }

    /** Tells users and operators by mail when to expect a switchover. Nothing starts by itself. */
    @POST
    @Path("/{d}/announcements")
    @RolesAllowed(Roles.OPERATOR)
    @Answers(204)
    public Response announce(@PathParam("d") @Slug String d, @Valid @NotNull Announcement request) {
        commands.send(new AnnounceSwitchover(
                new DeploymentId(d),
                RunKind.valueOf(request.direction().name()),
                request.when(),
                clock.instant(),
                actors.get().name()));
        return Response.noContent().build();
    }

    /** What is still to be proven, then what was. */
    @GET
    @Path("/{d}/obligations")
    public List<ObligationView> obligations(
            @PathParam("d") @Slug String d, @QueryParam("state") @Nullable String state) {
        return deployments.obligations(
                new DeploymentId(d), StateQuery.of(ObligationState.class, state, "what is owed"));
    }

    @POST
    @Path("/{d}/obligations/{o}/proof")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER})
    @Answers(204)
    public Response prove(
            @PathParam("d") @Slug String d,
            @PathParam("o") @Pattern(regexp = OBLIGATION) String o,
            @Valid @NotNull Proof request) {
        var deployment = new DeploymentId(d);
        look.beforeProof(deployment, o);
        commands.send(new ProveObligation(
                deployment, o, request.evidence(), actors.get().name()));
        return Response.noContent().build();
    }
}
