package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import dev.switchover.resilience.plan.domain.Definition.Cc;
import dev.switchover.resilience.plan.domain.Definition.CcNode;
import dev.switchover.resilience.plan.domain.Definition.Edge;
import dev.switchover.resilience.plan.domain.Definition.Node;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Definitions, in the words of their tests. */
final class Given {

    private Given() {}

    /** The pair a and b with three groups and nothing behind it. */
    static Definition pair() {
        return groups(Group.DATA, Group.MANAGEMENT, Group.TELEPHONY);
    }

    static Definition groups(Group... groups) {
        return of(List.of(groups), true, null, List.of(), null);
    }

    static Definition plain(boolean holdsData) {
        return of(List.of(Group.SERVICES), holdsData, null, List.of(), null);
    }

    /** The pair with a contact centre, two media servers and an Edge. */
    static Definition whole() {
        var cc = new Cc(
                new CcNode(new NodeId("cc-a"), "cc-a.example.net", access("cc-a")),
                new CcNode(new NodeId("cc-b"), "cc-b.example.net", access("cc-b")));
        var edge = new Edge("edge.example.net", "https://edge.example.net/", "X-Node", "a", "b");
        return of(pair().groups(), true, cc, List.of("m1", "m2"), edge);
    }

    private static Definition of(
            List<Group> groups, boolean holdsData, @Nullable Cc cc, List<String> mds, @Nullable Edge edge) {
        return new Definition(
                "p1",
                null,
                groups,
                holdsData,
                new Node(new NodeId("a"), access("a"), Map.of()),
                new Node(new NodeId("b"), access("b"), Map.of()),
                cc,
                mds,
                edge,
                Duration.ofMinutes(2),
                Definition.FOLLOW,
                false);
    }

    /** The same, with the node at another place. */
    static Definition reached(Definition definition, NodeId node, Access access) {
        return with(definition, node, new Node(node, access, Map.of()));
    }

    /** The same, with another name for the node. */
    static Definition named(Definition definition, NodeId node, NodeId name) {
        return with(definition, node, new Node(name, definition.access(node).orElseThrow(), Map.of()));
    }

    /** The same, with Main as Standby. */
    static Definition swapped(Definition definition) {
        return with(definition, definition.standby(), definition.main());
    }

    private static Definition with(Definition definition, NodeId node, Node other) {
        return with(
                definition,
                node.equals(definition.main().id()) ? other : definition.main(),
                node.equals(definition.standby().id()) ? other : definition.standby());
    }

    private static Definition with(Definition definition, Node main, Node standby) {
        return new Definition(
                definition.party(),
                definition.operatorsParty(),
                definition.groups(),
                definition.holdsData(),
                main,
                standby,
                definition.cc(),
                definition.mds(),
                definition.edge(),
                definition.drain(),
                definition.follow(),
                definition.drill());
    }

    /** The same, with these behind it and no others. */
    static Definition followedBy(Definition definition, @Nullable Cc cc, List<String> mds, @Nullable Edge edge) {
        return of(definition.groups(), definition.holdsData(), cc, mds, edge);
    }

    private static Access access(String machine) {
        return new Access.Http("http://127.0.0.1:9/" + machine, null, Map.of());
    }
}
