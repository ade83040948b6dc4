package dev.switchover.resilience.plan.domain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment consists of, as an admin has said.
 *
 * @param party its users' contact
 * @param holdsData whether the single group of a plain node writes data that must not be written twice
 * @param mds the other media servers at which the active node is registered
 * @param drain how long running calls are waited for before telephony is stopped
 * @param follow how long CC, MDSs and Edge are waited for before what is missing is owed
 * @param drill nobody depends on it; its runs are exercises
 */
public record Definition(
        String party,
        @Nullable String operatorsParty,
        List<Group> groups,
        boolean holdsData,
        Node main,
        Node standby,
        @Nullable Cc cc,
        List<String> mds,
        @Nullable Edge edge,
        Duration drain,
        Duration follow,
        boolean drill) {

    /** Whose contacts are told where nobody else is named. */
    public static final String OPERATORS = "operators";

    /** Also where a definition was stored before it said how long. */
    public static final Duration FOLLOW = Duration.ofSeconds(30);

    public Definition {
        groups = groups.stream().sorted().toList();
        mds = List.copyOf(mds);
        follow = follow == null ? FOLLOW : follow;
    }

    /**
     * Main or Standby.
     *
     * @param probes addresses that tell from outside whether a group serves, by the group's id
     */
    public record Node(NodeId id, Access access, Map<String, String> probes) {

        public Node {
            probes = probes == null ? Map.of() : Map.copyOf(probes);
        }
    }

    /** A contact centre follows the active side; users reach each of its nodes by a name of its own. */
    public record Cc(CcNode main, CcNode standby) {}

    public record CcNode(NodeId id, String fqdn, Access access) {}

    /**
     * The relay before both sides.
     *
     * @param expectHeader the header of the probe's answer that tells the side; without it the body tells
     */
    public record Edge(
            String fqdn, String probe, @Nullable String expectHeader, String expectMain, String expectStandby) {}

    /** The party of those who switch it over. */
    @JsonIgnore
    public String operators() {
        return operatorsParty == null ? OPERATORS : operatorsParty;
    }

    /** The group that tells which side is active. */
    @JsonIgnore
    public Group primary() {
        return groups.contains(Group.TELEPHONY) ? Group.TELEPHONY : groups.getLast();
    }

    /** A plain node: one pair of buttons for everything. */
    @JsonIgnore
    public boolean isSingle() {
        return groups.equals(List.of(Group.SERVICES));
    }

    public boolean has(Group group) {
        return groups.contains(group);
    }

    /** Groups that may not be active on both nodes, not even for a moment. */
    public boolean isExclusive(Group group) {
        return switch (group) {
            case DATA, MANAGEMENT -> true;
            case TELEPHONY -> false;
            case SERVICES -> holdsData;
        };
    }

    public boolean isNode(NodeId node) {
        return node.equals(main.id()) || node.equals(standby.id());
    }

    /** The other of Main and Standby. */
    public NodeId other(NodeId node) {
        return node.equals(main.id()) ? standby.id() : main.id();
    }

    /** The CC node that serves while this node is active. */
    public Optional<CcNode> ccOf(NodeId node) {
        return Optional.ofNullable(cc).map(pair -> node.equals(main.id()) ? pair.main() : pair.standby());
    }

    /** What people have to do when this node becomes the active one. */
    public List<ManualAction> manualActions(NodeId active) {
        return Stream.concat(
                        ccOf(active).map(ManualAction::reconnect).stream(),
                        Stream.ofNullable(edge).map(ManualAction::refresh))
                .toList();
    }

    /** All that follow the active side, as ids of what is owed while they do not. */
    @JsonIgnore
    public List<String> followers() {
        var names = new ArrayList<String>();
        mds.forEach(one -> names.add("mds-" + one));
        if (edge != null) {
            names.add("edge");
        }
        ccNodes().forEach(one -> names.add("cc-" + one.id()));
        return List.copyOf(names);
    }

    @JsonIgnore
    public List<CcNode> ccNodes() {
        return cc == null ? List.of() : List.of(cc.main(), cc.standby());
    }

    /** All that are asked for their status, CC nodes included. */
    @JsonIgnore
    public List<NodeId> nodes() {
        return Stream.concat(
                        Stream.of(main.id(), standby.id()), ccNodes().stream().map(CcNode::id))
                .toList();
    }

    /** Whether only people can ask the node. */
    public boolean isByHand(NodeId node) {
        return access(node).filter(Access.Manual.class::isInstance).isPresent();
    }

    /** How a node is reached, CC nodes included. */
    public Optional<Access> access(NodeId node) {
        return Stream.concat(
                        Stream.of(main, standby)
                                .filter(one -> one.id().equals(node))
                                .map(Node::access),
                        ccNodes().stream().filter(one -> one.id().equals(node)).map(CcNode::access))
                .findFirst();
    }
}
