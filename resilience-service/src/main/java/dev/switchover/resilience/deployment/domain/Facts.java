package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.kit.gate.Gate;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known outside the deployment's own past when a run is to start, or a person gives his word: what the nodes last
 * said and when, and what people attest.
 *
 * @param silent who was not reached when asked last
 * @param mute who was reached then, and said nothing that counts: what came of it instead
 * @param unproven of whom the last question showed nothing, not even whether they are there: what stood in its way
 * @param fresh an older report says nothing about now
 * @param lag how many bytes a node may be behind before its data starts in a planned way
 */
public record Facts(
        Instant now,
        List<Seen> seen,
        Set<NodeId> silent,
        Map<NodeId, String> mute,
        Map<NodeId, String> unproven,
        List<Attestation> attestations,
        Duration fresh,
        long lag) {

    /** How long a person's word holds. */
    private static final Duration ATTESTED = Duration.ofMinutes(15);

    /**
     * What one node last said.
     *
     * @param byPerson a person's word does not age as a measurement does
     */
    public record Seen(NodeId node, NodeReport report, boolean byPerson) {}

    public Facts {
        seen = List.copyOf(seen);
        silent = Set.copyOf(silent);
        mute = Map.copyOf(mute);
        unproven = Map.copyOf(unproven);
        attestations = List.copyOf(attestations);
    }

    Optional<Seen> of(NodeId node) {
        return seen.stream().filter(one -> one.node().equals(node)).findFirst();
    }

    boolean isFresh(NodeId node) {
        return of(node).filter(
                        one -> one.byPerson() || !one.report().at().plus(fresh).isBefore(now))
                .isPresent();
    }

    /** What the node itself says now; nothing if it does not answer. */
    Optional<NodeReport> answer(NodeId node) {
        return of(node).filter(one -> !one.byPerson() && !isInTrouble(node) && isFresh(node))
                .map(Seen::report);
    }

    private boolean isInTrouble(NodeId node) {
        return silent.contains(node) || mute.containsKey(node) || unproven.containsKey(node);
    }

    /** What came of asking it, where it was reached and nobody knows what it serves. */
    Optional<String> muteness(NodeId node) {
        return Optional.ofNullable(mute.get(node))
                .map(why -> node + " is reached, and its status says nothing: " + why);
    }

    /** Why nobody knows whether it is there, where that is so. */
    Optional<String> doubt(NodeId node) {
        return Optional.ofNullable(unproven.get(node)).map(why -> "nobody knows whether " + node + " is there: " + why);
    }

    /** The gate in the light of what people attest. */
    Gate attested(Gate gate) {
        return attestations.stream()
                .filter(word -> word.gate().equals(gate.id()))
                .findFirst()
                .map((Attestation word) -> gate.attested(word, ATTESTED, now))
                .orElse(gate);
    }

    Optional<Long> position(NodeId node, Group group) {
        return of(node).flatMap(one -> one.report().of(group)).flatMap(said -> Optional.ofNullable(said.position()));
    }
}
