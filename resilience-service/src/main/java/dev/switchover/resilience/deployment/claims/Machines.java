package dev.switchover.resilience.deployment.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.resilience.deployment.claims.DefinitionTable.Defined;
import dev.switchover.resilience.deployment.domain.DeploymentId;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/**
 * Each machine is a node of one deployment only: two would start and stop its services against each other, each by epochs of
 * its own.
 */
@Singleton
class Machines {

    private final DefinitionTable definitions;

    Machines(DefinitionTable definitions) {
        this.definitions = definitions;
    }

    /** One node and where it is reached. */
    private record Named(String field, NodeId node, String machine) {}

    /** Holds up every other definition; to be asked before anything else is locked. What a definition has it keeps. */
    void unlessTaken(DeploymentId deployment, Definition wanted) {
        definitions.lockAll();
        var kept = definitions.find(deployment).stream()
                .flatMap(now -> named(now.definition()))
                .map(Named::machine)
                .toList();
        var added = named(wanted).filter(one -> !kept.contains(one.machine())).toList();
        if (!added.isEmpty()) {
            definitions.others(deployment).forEach(other -> check(added, other));
        }
    }

    private static void check(List<Named> added, Defined other) {
        var taken = named(other.definition()).toList();
        added.forEach(one -> taken.stream()
                .filter(it -> it.machine().equals(one.machine()))
                .findFirst()
                .ifPresent(it -> {
                    throw refusal(one, it, other.deployment());
                }));
    }

    private static Rejection refusal(Named one, Named taken, DeploymentId other) {
        return Rejection.conflict(
                        "machine-of-another-deployment",
                        "Node " + one.node() + " would be the machine of node " + taken.node() + " of deployment "
                                + other.value() + " (" + taken.field() + ").")
                .at(
                        one.field(),
                        "a machine that no other deployment names",
                        one.machine(),
                        "Give the node's own address, or take the machine out of deployment " + other.value()
                                + " first, or retire that.");
    }

    private static Stream<Named> named(Definition definition) {
        var pair = Stream.of(
                named("main", definition.main().id(), definition.main().access()),
                named("standby", definition.standby().id(), definition.standby().access()));
        var cc = definition.cc();
        var centre = cc == null
                ? Stream.<Stream<Named>>empty()
                : Stream.of(
                        named("cc.main", cc.main().id(), cc.main().access()),
                        named("cc.standby", cc.standby().id(), cc.standby().access()));
        return Stream.concat(pair, centre).flatMap(each -> each);
    }

    private static Stream<Named> named(String place, NodeId node, Access access) {
        var field = place + (access instanceof Access.Ssh ? ".access.host" : ".access.url");
        return Machine.of(access).stream().map(machine -> new Named(field, node, machine));
    }
}
