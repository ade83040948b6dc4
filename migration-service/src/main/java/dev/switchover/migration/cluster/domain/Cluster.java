package dev.switchover.migration.cluster.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.domain.ClusterCommand.AbandonReplication;
import dev.switchover.migration.cluster.domain.ClusterCommand.AddNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.AttestInSync;
import dev.switchover.migration.cluster.domain.ClusterCommand.CorrectNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.DefineCluster;
import dev.switchover.migration.cluster.domain.ClusterCommand.FinishReplicationStep;
import dev.switchover.migration.cluster.domain.ClusterCommand.MoveManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.RemoveNode;
import dev.switchover.migration.cluster.domain.ClusterCommand.ResumeManagement;
import dev.switchover.migration.cluster.domain.ClusterCommand.StartReplication;
import dev.switchover.migration.cluster.domain.ClusterCommand.SuspendManagement;
import dev.switchover.migration.cluster.domain.ClusterEvent.ClusterDefined;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementAssigned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementMoved;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementResumed;
import dev.switchover.migration.cluster.domain.ClusterEvent.ManagementSuspended;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeAdded;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeCorrected;
import dev.switchover.migration.cluster.domain.ClusterEvent.NodeRemoved;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationAbandoned;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationInSync;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStarted;
import dev.switchover.migration.cluster.domain.ClusterEvent.ReplicationStepFinished;
import dev.switchover.migration.cluster.domain.ClusterState.Management;
import dev.switchover.migration.cluster.domain.ClusterState.Node;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that hold the same service, replication between them, and management: the right to change settings, which has
 * one owner at most and an epoch that only rises.
 */
@AggregateRoot(type = "Cluster")
public class Cluster {

    @AggregateIdentifier
    private ClusterId id;

    private ClusterState state = ClusterState.none();

    /** For Axon, which then replays the events. */
    Cluster() {}

    /** True if the cluster is new; false if the same was asked before. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    boolean decide(DefineCluster command) {
        if (state.first() != null) {
            demandSame(command.first(), node(state.first()));
            return false;
        }
        apply(new ClusterDefined(command.clusterId()));
        add(command.clusterId(), command.first());
        apply(new ManagementAssigned(command.clusterId(), command.first().id(), 1));
        return true;
    }

    /** True if the node is new; false if the same was asked before. */
    @CommandHandler
    boolean decide(AddNode command) {
        var known = state.node(command.node().id());
        if (known.isPresent()) {
            demandSame(command.node(), known.get());
            return false;
        }
        demandOwnAddresses(command.node(), command.node().addresses());
        add(id, command.node());
        return true;
    }

    /** Called by the claims room, which makes sure that no migration relies on what is corrected. */
    public void decide(CorrectNode command) {
        if (command.reason().isBlank()) {
            throw Rejection.invalid("reason-missing", "Say why the node is corrected.")
                    .at("reason", "not blank", "");
        }
        var known = live(command.node()).facts();
        var right = known.corrected(command);
        if (!right.equals(known)) {
            demandOwnAddresses(
                    right,
                    right.addresses().stream()
                            .filter(address -> !known.has(address))
                            .toList());
            apply(new NodeCorrected(
                    id,
                    command.node(),
                    right.address(),
                    right.mediaAddresses(),
                    right.managementUrl(),
                    command.reason()));
        }
    }

    /** Whether replication to the node is under way, or in sync. */
    public boolean isReplicatedTo(NodeId node) {
        return live(node).replication().phase() != Replication.Phase.NOT_RUNNING;
    }

    /** The number of the attempt that runs or has run. Called by the claims room, which knows earlier runs. */
    public int decide(StartReplication command, List<PredictedStep> predicted) {
        var replication = live(command.node()).replication();
        var source = source(command.node());
        if (isReplicatedTo(command.node())) {
            demandFrom(source, command.node(), replication);
            return replication.attempt(); // asked twice: fine
        }
        var attempt = replication.attempt() + 1;
        apply(new ReplicationStarted(id, command.node(), source, attempt, predicted));
        return attempt;
    }

    @CommandHandler
    void decide(FinishReplicationStep command) {
        var replication = live(command.node()).replication();
        if (!replication.runs(command.attempt())) {
            throw notAtThisPoint(command.node(), replication);
        }
        var before = replication.finished(command.step());
        if (before.isPresent()) {
            demandSaidSo(before.get(), command);
            return;
        }
        replication.next().filter(next -> next != command.step()).ifPresent(next -> {
            throw Rejection.conflict(
                            "replication-step-out-of-order",
                            "%s cannot be finished yet: %s comes first.".formatted(command.step(), next))
                    .at("step", "in order", command.step(), "Finish " + next + " first")
                    .remedy("POST /clusters/%s/nodes/%s/replication/steps/%s/done, then this one."
                            .formatted(id.value(), command.node(), next));
        });
        apply(new ReplicationStepFinished(
                id, command.node(), replication.attempt(), command.step(), command.statedDown(), command.evidence()));
    }

    /**
     * May be repeated: the evidence ages. What was seen earlier than what is known changes nothing. Called by the claims
     * room, which knows since when all steps have been done.
     */
    public void decide(AttestInSync command, @Nullable Instant doneSince) {
        var replication = live(command.node()).replication();
        if (!replication.isAttempt(command.attempt())
                || replication.phase() == Replication.Phase.NOT_RUNNING
                || replication.next().isPresent()) {
            throw notAtThisPoint(command.node(), replication);
        }
        demandFrom(source(command.node()), command.node(), replication);
        var seen = command.observedAt();
        if (seen != null && doneSince != null && seen.isBefore(doneSince.truncatedTo(ChronoUnit.SECONDS))) {
            throw seenTooEarly(command.node(), replication.attempt(), doneSince, seen);
        }
        var observedAt = Objects.requireNonNullElse(seen, command.saidAt());
        if (!replication.knowsBetterThan(observedAt)) {
            apply(new ReplicationInSync(id, command.node(), replication.attempt(), command.evidence(), observedAt));
        }
    }

    /** Also one that was in sync and has broken since. */
    @CommandHandler
    void decide(AbandonReplication command) {
        var replication = live(command.node()).replication();
        if (replication.attempt() == 0 || !replication.isAttempt(command.attempt())) {
            throw notAtThisPoint(command.node(), replication);
        }
        if (replication.phase() == Replication.Phase.NOT_RUNNING) {
            demandSaidSo(command, replication);
            return;
        }
        apply(new ReplicationAbandoned(
                id, command.node(), replication.attempt(), replication.finished(), command.reason()));
    }

    @CommandHandler
    void decide(SuspendManagement command) {
        var management = management();
        if (!management.suspended()) {
            apply(new ManagementSuspended(id, management.owner(), management.epoch(), command.reason()));
        }
    }

    @CommandHandler
    void decide(ResumeManagement command) {
        var management = management();
        if (management.suspended()) {
            apply(new ManagementResumed(id, management.owner(), management.epoch()));
        }
    }

    @CommandHandler
    void decide(MoveManagement command) {
        live(command.to());
        var management = management();
        if (management.owner().equals(command.to()) && !management.suspended()) {
            return; // asked twice: fine
        }
        apply(new ManagementMoved(id, management.owner(), command.to(), management.epoch() + 1));
    }

    @CommandHandler
    void decide(RemoveNode command) {
        if (node(command.node()).removed()) {
            return; // asked twice: fine
        }
        if (management().owner().equals(command.node())) {
            throw Rejection.conflict(
                    "management-exclusive",
                    "Node %s still owns management of %s: move management first.".formatted(command.node(), id));
        }
        apply(new NodeRemoved(id, command.node()));
    }

    @EventSourcingHandler
    void evolve(ClusterEvent event) {
        id = event.clusterId();
        state = state.after(event);
    }

    private static void add(ClusterId cluster, NodeFacts node) {
        apply(new NodeAdded(cluster, node.id(), node.address(), node.mediaAddresses(), node.managementUrl()));
    }

    /** Two machines at one address are one: whoever is told to move from one to the other stays where he is. */
    private void demandOwnAddresses(NodeFacts node, List<String> added) {
        for (var address : added) {
            state.other(node.id(), address).ifPresent(other -> {
                throw Rejection.conflict(
                                "address-of-another-node",
                                "%s is an address of node %s of %s.".formatted(address, other.id(), id))
                        .at(
                                address.equals(node.address()) ? "address" : "mediaAddresses",
                                "an address of no other node of the cluster",
                                address,
                                "The address of this machine, or correct that of node " + other.id())
                        .remedy("If node %s is wrong: POST /clusters/%s/nodes/%1$s/correct."
                                .formatted(other.id(), id.value()));
            });
        }
    }

    private NodeId source(NodeId node) {
        var owner = management().owner();
        if (owner.equals(node)) {
            throw Rejection.conflict(
                            "node-is-the-source", "Node %s owns management: others replicate from it.".formatted(node))
                    .at("node", "not the node that has management", node.value(), "Another node of the cluster")
                    .remedy("Replicate to another node of the cluster; GET /clusters/%s lists them."
                            .formatted(id.value()));
        }
        return owner;
    }

    /** A copy of a node that has lost management since is none of the one that has it. */
    private void demandFrom(NodeId source, NodeId node, Replication replication) {
        if (!source.equals(replication.source())) {
            throw notRunning("Attempt %d to replicate to node %s of %s is from node %s; settings are changed on %s."
                            .formatted(replication.attempt(), node, id, replication.source(), source))
                    .remedy("Give it up and start anew: POST %1$s/abandon, then POST %1$s."
                            .formatted("/clusters/%s/nodes/%s/replication".formatted(id.value(), node)));
        }
    }

    private Management management() {
        var management = state.management();
        if (management == null) {
            throw new IllegalStateException(id + " has no management");
        }
        return management;
    }

    private Node live(NodeId wanted) {
        var node = node(wanted);
        if (node.removed()) {
            throw Rejection.conflict("node-removed", "Node %s was removed from %s.".formatted(wanted, id));
        }
        return node;
    }

    private Node node(NodeId wanted) {
        return state.node(wanted)
                .orElseThrow(() ->
                        Rejection.notFound("node-not-found", "No node of %s has the id %s.".formatted(id, wanted)));
    }

    private void demandSame(NodeFacts wanted, Node known) {
        if (known.removed()) {
            throw Rejection.conflict(
                    "node-removed",
                    "Node %s was removed from %s; give the new machine a name of its own.".formatted(wanted.id(), id));
        }
        if (!known.facts().equals(wanted)) {
            throw Rejection.conflict(
                            "exists-with-other-content",
                            "%s has a node %s already, with other content.".formatted(id, wanted.id()))
                    .differs("address", known.facts().address(), wanted.address())
                    .differs("mediaAddresses", known.facts().mediaAddresses(), wanted.mediaAddresses())
                    .differs("managementUrl", known.facts().managementUrl(), wanted.managementUrl());
        }
    }

    /** A task says nothing of down time. */
    private void demandSaidSo(ReplicationStepFinished before, FinishReplicationStep command) {
        var down = command.statedDown() == null ? before.statedDown() : command.statedDown();
        if (!Objects.equals(before.statedDown(), down) || !before.evidence().equals(command.evidence())) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "%s was said to be done before, otherwise.".formatted(command.step()))
                    .differs("downTime", before.statedDown(), down)
                    .differs("evidence", before.evidence(), command.evidence())
                    .remedy(
                            "What was said first stands, also for predictions. Say what is missing with the evidence of the next step, or of POST %1$s/in-sync; to do it all anew: POST %1$s/abandon, then POST %1$s."
                                    .formatted(
                                            "/clusters/%s/nodes/%s/replication".formatted(id.value(), command.node())));
        }
    }

    private void demandSaidSo(AbandonReplication command, Replication replication) {
        if (!command.reason().equals(replication.abandoned())) {
            throw Rejection.conflict(
                            "already-said-otherwise",
                            "Attempt %d to replicate to node %s of %s was given up before, for another reason."
                                    .formatted(replication.attempt(), command.node(), id))
                    .differs("reason", replication.abandoned(), command.reason())
                    .remedy("The first reason stands. To replicate again: POST /clusters/%s/nodes/%s/replication."
                            .formatted(id.value(), command.node()));
        }
    }

    private Rejection notAtThisPoint(NodeId node, Replication replication) {
        var path = "/clusters/%s/nodes/%s/replication".formatted(id.value(), node);
        return switch (replication.phase()) {
            case NOT_RUNNING ->
                notRunning("Nothing is replicated to node %s of %s.".formatted(node, id))
                        .remedy("Start it first: POST " + path + ".");
            case RUNNING ->
                notRunning("Replication to node %s of %s is at attempt %d%s."
                                .formatted(
                                        node,
                                        id,
                                        replication.attempt(),
                                        replication
                                                .next()
                                                .map(step -> ", and %s is still to be done".formatted(step))
                                                .orElse(", all steps done")))
                        .remedy(replication
                                .next()
                                .map(step -> "POST %s/steps/%s/done comes next.".formatted(path, step))
                                .orElse("POST %s/in-sync comes next.".formatted(path)));
            case IN_SYNC ->
                notRunning("Node %s of %s is in sync: nothing is under way.".formatted(node, id))
                        .remedy(
                                "POST %1$s/in-sync says anew that it still is. If it has broken: POST %1$s/abandon, then POST %1$s."
                                        .formatted(path));
        };
    }

    private Rejection seenTooEarly(NodeId node, int attempt, Instant doneSince, Instant seen) {
        return Rejection.invalid(
                        "observed-too-early",
                        "Attempt %d to replicate to node %s of %s ended its last step at %s: what was seen before says nothing of it."
                                .formatted(attempt, node, id, doneSince))
                .at("observedAt", "not before " + doneSince, seen, "When it was seen after that; left out it is now")
                .remedy(
                        "Look again whether the node holds what the others hold, and say when you looked: POST /clusters/%s/nodes/%s/replication/in-sync."
                                .formatted(id.value(), node));
    }

    private static Rejection notRunning(String why) {
        return Rejection.conflict("replication-not-running", why);
    }
}
