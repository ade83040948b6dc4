package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Paging;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.resilience.deployment.claims.EmergencyConfig;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.AttestFence;
import dev.switchover.resilience.deployment.domain.SwitchoverCommand.StartSwitchover;
import dev.switchover.resilience.deployment.driver.FreshLook;
import dev.switchover.resilience.deployment.view.Deployments;
import dev.switchover.resilience.deployment.view.RunView;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.plan.domain.SwitchoverKind;
import dev.switchover.resilience.plan.domain.SwitchoverOrder;
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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Guided failovers and failbacks. */
@Path("/deployments/{d}/switchovers")
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
public class SwitchoverResource {

    private final Commands commands;
    private final FreshLook look;
    private final Previews previews;
    private final RunOverrides overrides;
    private final Deployments deployments;
    private final EmergencyConfig emergency;
    private final Actors actors;
    private final Clock clock;

    SwitchoverResource(
            Commands commands,
            FreshLook look,
            Previews previews,
            RunOverrides overrides,
            Deployments deployments,
            EmergencyConfig emergency,
            Actors actors,
            Clock clock) {
        this.commands = commands;
        this.look = look;
        this.previews = previews;
        this.overrides = overrides;
        this.deployments = deployments;
        this.emergency = emergency;
        this.actors = actors;
        this.clock = clock;
    }

    /** Which way. */
    public enum Direction {
        FAILOVER,
        FAILBACK
    }

    /**
     * What an operator asks for.
     *
     * @param resync data made on the node that is left is brought over before anything stops, by the action {@code resync-data}
     */
    public record NewSwitchover(
            @NotNull Direction direction,
            @Nullable SwitchoverKind kind,
            @Nullable SwitchoverOrder order,
            @Nullable Boolean drill,
            @Nullable Boolean resync,
            @Nullable @Size(max = 10) List<@NotNull @Valid Word> attestations,
            @Nullable String planHash,
            @Nullable @Valid OverrideRequest override) {}

    /**
     * What a person says he has seen.
     *
     * @param node typed once more, so that the wrong one is not meant
     */
    public record NewAttestation(
            @NotNull @Slug String gate,
            @Nullable @Slug String node,
            @NotBlank @Size(max = 4000) String evidence) {}

    @POST
    @RolesAllowed(Roles.OPERATOR)
    @IfMatch("deployment/{d}")
    @Answers({202, 200})
    public Response start(
            @PathParam("d") @Slug String d,
            @QueryParam("dryRun") boolean dryRun,
            @Valid @NotNull NewSwitchover request) {
        var command = command(new DeploymentId(d), request);
        look.before(command);
        if (dryRun) {
            return Response.ok(previews.ofSwitchover(command)).build();
        }
        if (request.planHash() != null) {
            previews.of(command).require(request.planHash());
        }
        if (request.override() != null) {
            return overrides.ask(command, request.override(), command.deploymentId());
        }
        int run = commands.send(command);
        return Accepted.at(new RunId(command.deploymentId(), run));
    }

    @GET
    public Response list(@PathParam("d") @Slug String d, @BeanParam Paging page) {
        var after = page.key().isEmpty() ? 0 : Integer.parseInt(page.key());
        return page.respond(
                deployments.switchovers(new DeploymentId(d), after, page.fetch()), run -> String.valueOf(run.number()));
    }

    @GET
    @Path("/{id}")
    public RunView get(@PathParam("d") @Slug String d, @PathParam("id") @Slug String id) {
        return find(new DeploymentId(d), id);
    }

    /** A person's word that the node which is left is cut off. */
    @POST
    @Path("/{id}/attestations")
    @RolesAllowed({Roles.OPERATOR, Roles.APPROVER})
    @Answers(204)
    public Response attest(
            @PathParam("d") @Slug String d, @PathParam("id") @Slug String id, @Valid @NotNull NewAttestation request) {
        var deployment = new DeploymentId(d);
        var run = find(deployment, id).number();
        if (request.node() != null) {
            look.atWhoIsCutOff(deployment, new NodeId(request.node()));
        }
        commands.send(new AttestFence(
                deployment,
                run,
                request.gate(),
                request.node(),
                request.evidence(),
                actors.get().name(),
                emergency.attesters()));
        return Response.noContent().build();
    }

    private StartSwitchover command(DeploymentId id, NewSwitchover request) {
        return new StartSwitchover(
                id,
                RunKind.valueOf(request.direction().name()),
                Objects.requireNonNullElse(request.kind(), SwitchoverKind.PLANNED),
                Objects.requireNonNullElse(request.order(), SwitchoverOrder.LOSSLESS),
                Boolean.TRUE.equals(request.drill()),
                Boolean.TRUE.equals(request.resync()),
                Word.said(request.attestations(), actors, clock),
                RunOverrides.names(request.override()),
                actors.get().name());
    }

    private RunView find(DeploymentId deployment, String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .flatMap(text -> deployments.switchover(deployment, Integer.parseInt(text)))
                .orElseThrow(() -> unknown(id));
    }

    private static Rejection unknown(String id) {
        return Rejection.notFound("switchover-not-found", "There is no switchover " + id + ".");
    }
}
