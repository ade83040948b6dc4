package dev.switchover.resilience.deployment.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.override.OverrideRequest;
import dev.switchover.kit.security.Actors;
import dev.switchover.kit.security.Roles;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StartServices;
import dev.switchover.resilience.deployment.domain.DeploymentCommand.StopServices;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.deployment.domain.RunId;
import dev.switchover.resilience.deployment.driver.FreshLook;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.StopMode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The two buttons of a node. */
@Path("/deployments/{d}/nodes/{n}")
@RolesAllowed(Roles.OPERATOR)
public class ServicesResource {

    private final Commands commands;
    private final FreshLook look;
    private final Previews previews;
    private final RunOverrides overrides;
    private final Actors actors;
    private final Clock clock;

    ServicesResource(
            Commands commands, FreshLook look, Previews previews, RunOverrides overrides, Actors actors, Clock clock) {
        this.commands = commands;
        this.look = look;
        this.previews = previews;
        this.overrides = overrides;
        this.actors = actors;
        this.clock = clock;
    }

    public record Start(
            @Nullable String planHash,
            @Nullable List<@Valid Word> attestations,
            @Nullable @Valid OverrideRequest override) {}

    public record Stop(@Nullable StopMode mode, @Nullable String planHash) {}

    @POST
    @Path("/start-services")
    @IfMatch("deployment/{d}")
    @Answers({202, 204, 200})
    public Response start(
            @PathParam("d") @Slug String d,
            @PathParam("n") @Slug String n,
            @QueryParam("dryRun") boolean dryRun,
            @Valid @Nullable Start request) {
        var words = Word.said(request == null ? null : request.attestations(), actors, clock);
        var override = request == null ? null : request.override();
        var command = new StartServices(
                new DeploymentId(d),
                new NodeId(n),
                words,
                RunOverrides.names(override),
                actors.get().name());
        return press(
                command.deploymentId(),
                command.node(),
                command,
                dryRun,
                request == null ? null : request.planHash(),
                override);
    }

    @POST
    @Path("/stop-services")
    @IfMatch("deployment/{d}")
    @Answers({202, 204, 200})
    public Response stop(
            @PathParam("d") @Slug String d,
            @PathParam("n") @Slug String n,
            @QueryParam("dryRun") boolean dryRun,
            @Valid @Nullable Stop request) {
        var mode = Objects.requireNonNullElse(request == null ? null : request.mode(), StopMode.DRAIN);
        var command = new StopServices(
                new DeploymentId(d), new NodeId(n), mode, actors.get().name());
        return press(
                command.deploymentId(),
                command.node(),
                command,
                dryRun,
                request == null ? null : request.planHash(),
                null);
    }

    /** 204: all is as asked already, and the node has just said so. */
    private Response press(
            DeploymentId id,
            NodeId node,
            Object command,
            boolean dryRun,
            @Nullable String planHash,
            @Nullable OverrideRequest override) {
        look.asShown(id, node);
        if (command instanceof StartServices) {
            look.atWhoIsAhead(id, node);
        }
        if (dryRun) {
            return Response.ok(plan(id, node, command)).build();
        }
        if (planHash != null) {
            plan(id, node, command).require(planHash);
        }
        if (override != null) {
            return plan(id, node, command).steps().isEmpty()
                    ? Response.noContent().build()
                    : overrides.ask(command, override, id);
        }
        int run = commands.send(command);
        if (run == 0) {
            look.at(id, node);
            run = commands.send(command);
        }
        return run == 0 ? Response.noContent().build() : Accepted.at(new RunId(id, run));
    }

    /** That nothing is left to do is believed only of a node that has just said so. */
    private Plan plan(DeploymentId id, NodeId node, Object command) {
        var plan = previews.of(command);
        if (!plan.steps().isEmpty()) {
            return plan;
        }
        look.at(id, node);
        return previews.of(command);
    }
}
