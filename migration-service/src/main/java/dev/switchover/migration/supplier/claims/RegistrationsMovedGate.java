package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.supplier.domain.Authorisation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The gate {@code registrations-moved}: no trunk, registering or by address, would lose its last node with the source. */
@Singleton
public class RegistrationsMovedGate {

    public static final String ID = "registrations-moved";

    private static final int NAMED = 20;

    private final Trunks trunks;

    RegistrationsMovedGate(Trunks trunks) {
        this.trunks = trunks;
    }

    public Gate evaluate(ClusterId cluster, NodeId source, Instant now) {
        var left = trunks.onlyOn(cluster, source);
        var limit = "0 trunks bound to " + source;
        var measured = left.size() + " trunks bound to " + source;
        return left.isEmpty()
                ? Gate.pass(ID, measured, limit, now)
                : Gate.fail(ID, measured, limit, now, remedy(left.subList(0, Math.min(NAMED, left.size()))));
    }

    /** Each trunk that would be left without a node. */
    public List<String> open(ClusterId cluster, NodeId source) {
        return trunks.onlyOn(cluster, source).stream()
                .map(trunk -> trunk.ref().toString())
                .toList();
    }

    private static String remedy(List<ClaimedTrunk> left) {
        var byWay = left.stream()
                .collect(Collectors.groupingBy(
                        RegistrationsMovedGate::how,
                        LinkedHashMap::new,
                        Collectors.mapping(RegistrationsMovedGate::which, Collectors.joining(", "))));
        return byWay.entrySet().stream()
                .map(way -> way.getKey() + ": " + way.getValue())
                .collect(Collectors.joining(". "));
    }

    /** What it needs so that it stays when the source goes. */
    private static String how(ClaimedTrunk trunk) {
        if (isMoved(trunk)) {
            return "Move these registrations";
        }
        if (isByAddress(trunk)) {
            return "Name a node that stays, once the supplier admits it and calls it there";
        }
        return trunk.nodes().isEmpty() ? "Enter an account on a node that stays" : "Name a node that stays";
    }

    private static String which(ClaimedTrunk trunk) {
        if (isMoved(trunk)) {
            return trunk.ref().toString();
        }
        var path = "/suppliers/%s/trunks/%s".formatted(trunk.supplier(), trunk.trunk());
        return trunk.nodes().isEmpty() && !isByAddress(trunk) ? "POST " + path + "/correct" : "PUT " + path + "/nodes";
    }

    private static boolean isByAddress(ClaimedTrunk trunk) {
        return trunk.authorisation() == Authorisation.IP;
    }

    private static boolean isMoved(ClaimedTrunk trunk) {
        return trunk.exclusive() || trunk.moving();
    }
}
