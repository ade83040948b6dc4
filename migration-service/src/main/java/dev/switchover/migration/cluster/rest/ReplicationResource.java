package dev.switchover.migration.cluster.rest;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.http.Answers;
import dev.switchover.kit.http.DryRun;
import dev.switchover.kit.http.IfMatch;
import dev.switchover.kit.http.Plan;
import dev.switchover.kit.http.Slug;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.security.Roles;
import dev.switchover.migration.cluster.claims.Predictions;
import dev.switchover.migration.cluster.claims.ReplicationCommands;
import dev.switchover.migration.cluster.domain.ClusterCommand.AbandonReplication;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.FinishReplicationStep;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.cluster.domain.PredictedStep;
import dev.switchover.migration.cluster.domain.ReplicationStep;
import dev.switchover.migration.cluster.view.Clusters;
import dev.switchover.migration.cluster.view.ReplicationOperations;
import dev.switchover.migration.cluster.view.ReplicationView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Replication to a node: started, confirmed step by step, attested in sync. */
@Path("/clusters/{c}/nodes/{n}/replication")
@RolesAllowed(Roles.OPERATOR)
public class ReplicationResource {

    private static final Duration LONGEST_DOWN = Duration.ofDays(7);

    private final Commands commands;
    private final Clusters clusters;
    private final Predictions predictions;
    private final ReplicationCommands replications;
    private final DryRun dryRun;
    private final Clock clock;

    ReplicationResource(
            Commands commands,
            Clusters clusters,
            Predictions predictions,
            ReplicationCommands replications,
            DryRun dryRun,
            Clock clock) {
        this.commands = commands;
        this.clusters = clusters;
        this.predictions = predictions;
        this.replications = replications;
        this.dryRun = dryRun;
        this.clock = clock;
    }

    public record Start(@Nullable String driver, @Nullable String planHash) {}

    /** {@code downTime}: for how long calls were interrupted, as a person states it; left out if nobody knows. */
    public record Done(
            @NotBlank @Size(max = 4000) String evidence,
            @Nullable Duration downTime) {}

    /** {@code observedAt}: when it was seen; left out for now. */
    public record InSync(
            @NotBlank @Size(max = 4000) String evidence,
            @Nullable Instant observedAt) {}

    public record Abandon(@NotBlank @Size(max = 1000) String reason) {}

    @POST
    @IfMatch("cluster/{c}")
    @Answers({202, 200})
    public Response start(
            @PathParam("c") @Slug String c,
            @PathParam("n") @Slug String n,
            @QueryParam("dryRun") boolean dry,
            @Valid @Nullable Start request) {
        demandManual(request == null ? null : request.driver());
        var seen = request == null ? null : request.planHash();
        return dryRun.answer(dry, seen, () -> plan(new ClusterId(c), new NodeId(n)), () -> {
            int attempt = commands.send(new StartReplication(new ClusterId(c), new NodeId(n)));
            return Operation.accepted(ReplicationOperations.id(c, n, attempt));
        });
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.OPERATOR, Roles.APPROVER, Roles.ADMIN})
    public ReplicationView get(@PathParam("c") @Slug String c, @PathParam("n") @Slug String n) {
        return clusters.replication(c, n)
                .orElseThrow(() -> Rejection.notFound(
                        "replication-not-found", "Nothing was replicated to node " + n + " of cluster " + c + "."));
    }

    /** The same as ending the task that asks for the step. */
    @POST
    @Path("/steps/{step}/done")
    @IfMatch("cluster/{c}")
    public void done(
            @PathParam("c") @Slug String c,
            @PathParam("n") @Slug String n,
            @PathParam("step") @Parameter(schema = @Schema(implementation = ReplicationStep.class)) String step,
            @Valid @NotNull Done request) {
        demandPlausible(request.downTime());
        commands.send(new FinishReplicationStep(
                new ClusterId(c), new NodeId(n), null, known(step), request.downTime(), request.evidence()));
    }

    /**
     * The same as ending the task that asks for it; may be repeated, for the evidence ages. What was seen before the last
     * step ended is refused; what was seen earlier than what is known changes nothing.
     */
    @POST
    @Path("/in-sync")
    @IfMatch("cluster/{c}")
    public void inSync(@PathParam("c") @Slug String c, @PathParam("n") @Slug String n, @Valid @NotNull InSync request) {
        var now = clock.instant();
        var observedAt = request.observedAt();
        if (observedAt != null && observedAt.isAfter(now)) {
            throw Rejection.invalid("observed-in-the-future", "What is attested has been seen already.")
                    .at("observedAt", "not after now", observedAt);
        }
        commands.send(new AttestInSync(new ClusterId(c), new NodeId(n), null, request.evidence(), observedAt, now));
    }

    @POST
    @Path("/abandon")
    @IfMatch("cluster/{c}")
    public void abandon(
            @PathParam("c") @Slug String c, @PathParam("n") @Slug String n, @Valid @NotNull Abandon request) {
        commands.send(new AbandonReplication(new ClusterId(c), new NodeId(n), null, request.reason()));
    }

    private Plan plan(ClusterId cluster, NodeId node) {
        if (replications.isStarted(cluster, node)) {
            return Plan.of(List.of(), Gates.of(), List.of(new Plan.Skipped(node.value(), "is replicated to already")));
        }
        return Plan.of(
                predictions.replication().stream()
                        .map(ReplicationResource::step)
                        .toList(),
                Gates.of(),
                List.of());
    }

    private static Plan.Step step(PredictedStep step) {
        return new Plan.Step(
                step.step().name(),
                "A person confirms. Work %s, down %s, says: %s"
                        .formatted(shown(step.work()), shown(step.down()), step.source()));
    }

    private static ReplicationStep known(String step) {
        return Arrays.stream(ReplicationStep.values())
                .filter(one -> one.name().equals(step))
                .findFirst()
                .orElseThrow(
                        () -> Rejection.notFound("replication-step-not-found", "Replication has no step " + step + ".")
                                .remedy("Name one of "
                                        + Arrays.stream(ReplicationStep.values())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", "))
                                        + "."));
    }

    private static String shown(@Nullable Duration duration) {
        return duration == null ? "UNKNOWN" : duration.toString();
    }

    private static void demandManual(@Nullable String driver) {
        if (driver != null && !driver.equals(ReplicationView.MANUAL)) {
            throw Rejection.invalid("driver-unknown", "Replication is set up by people so far.")
                    .at("driver", ReplicationView.MANUAL, driver);
        }
    }

    private static void demandPlausible(@Nullable Duration downTime) {
        if (downTime != null && (downTime.isNegative() || downTime.compareTo(LONGEST_DOWN) > 0)) {
            throw Rejection.invalid("down-time-implausible", "A down time is between nothing and a week.")
                    .at("downTime", "PT0S to PT168H", downTime);
        }
    }
}
