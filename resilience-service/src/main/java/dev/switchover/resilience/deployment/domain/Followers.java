package dev.switchover.resilience.deployment.domain;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.NodeReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.plan.domain.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far those behind the active side have followed it. What was known of them when the role was last given says nothing of
 * the side that has it now: each is to be seen there anew, even one that need not move.
 *
 * @param mds where each media server was last registered
 * @param edge which side a probe through the Edge last reached
 * @param cc the side the CC pair was last seen to serve
 * @param nodes what CC nodes last said of themselves
 * @param proven what a person has shown evidence for since the sides changed, as ids of what was owed
 */
record Followers(
        List<Mds> mds, @Nullable NodeId edge, @Nullable NodeId cc, List<CcSaid> nodes, List<String> proven) {

    static final Followers NONE = new Followers(List.of(), null, null, List.of(), List.of());

    Followers {
        mds = List.copyOf(mds);
        nodes = List.copyOf(nodes);
        proven = proven == null ? List.of() : List.copyOf(proven); // a snapshot from before has none
    }

    record Mds(String mds, NodeId node, long epoch) {}

    /**
     * What a CC node last said of itself.
     *
     * @param attested who started it there on his own word
     * @param before it has said nothing since the role was last given
     */
    record CcSaid(
            NodeId node,
            ReportedState state,
            long epoch,
            @Nullable String attested,
            boolean before) {

        CcSaid(NodeId node, GroupReport report) {
            this(node, report.state(), report.epoch(), report.attested(), false);
        }

        CcSaid asOfBefore() {
            return new CcSaid(node, state, epoch, attested, true);
        }
    }

    /** Of one that is gone nothing is known any more when it comes back. */
    Followers among(Definition definition) {
        var names = definition.followers();
        return new Followers(
                without(mds, one -> !names.contains("mds-" + one.mds())),
                definition.edge() == null ? null : edge,
                definition.cc() == null ? null : cc,
                without(nodes, one -> !names.contains("cc-" + one.node())),
                without(proven, one -> !names.contains(one)));
    }

    /** Those that do not follow the node yet, as ids of what would be left open. */
    List<String> behind(Definition definition, NodeId node) {
        var behind = new ArrayList<String>();
        definition.mds().stream()
                .filter(one -> mds.stream()
                        .noneMatch(it -> it.mds().equals(one) && it.node().equals(node)))
                .forEach(one -> behind.add("mds-" + one));
        if (definition.edge() != null && !node.equals(edge)) {
            behind.add("edge");
        }
        definition.ccNodes().stream()
                .filter(one -> !isRight(one.id(), definition, node))
                .forEach(one -> behind.add("cc-" + one.id()));
        return behind;
    }

    /** Those of them that nobody has accounted for. */
    List<String> owed(Definition definition, NodeId node) {
        return behind(definition, node).stream()
                .filter(one -> !proven.contains(one))
                .toList();
    }

    /** Whether the CC node serves exactly if its side is active. */
    private boolean isRight(NodeId follower, Definition definition, NodeId active) {
        var serves =
                definition.ccOf(active).filter(one -> one.id().equals(follower)).isPresent();
        return nodes.stream()
                .filter(said -> said.node().equals(follower) && !said.before())
                .anyMatch(said -> said.state() == (serves ? ReportedState.ACTIVE : ReportedState.INACTIVE));
    }

    boolean isNews(NodeId node, NodeReport report) {
        return report.of(Group.SERVICES)
                .filter(said -> !nodes.contains(new CcSaid(node, said)))
                .isPresent();
    }

    /** Whether it serves on a person's word that was not known. */
    boolean restsOnNewWord(NodeId node, GroupReport report) {
        return report.attested() != null
                && nodes.stream()
                        .noneMatch(said -> said.node().equals(node)
                                && said.epoch() == report.epoch()
                                && report.attested().equals(said.attested()));
    }

    Followers registered(String one, NodeId node, long epoch) {
        var others = without(mds, it -> it.mds().equals(one));
        return new Followers(with(others, new Mds(one, node, epoch)), edge, cc, nodes, unproven("mds-" + one));
    }

    /** What is owed is not there. */
    Followers owing(String owed) {
        return new Followers(without(mds, it -> owed.equals("mds-" + it.mds())), edge, cc, nodes, proven);
    }

    Followers redirected(NodeId node) {
        return new Followers(mds, node, cc, nodes, unproven("edge"));
    }

    Followers switched(NodeId side) {
        return new Followers(mds, edge, side, nodes, proven);
    }

    Followers said(NodeId node, GroupReport report) {
        var others = without(nodes, it -> it.node().equals(node));
        return new Followers(mds, edge, cc, with(others, new CcSaid(node, report)), unproven("cc-" + node));
    }

    Followers proven(String owed) {
        return new Followers(mds, edge, cc, nodes, with(unproven(owed), owed));
    }

    /** It has said something itself. */
    private List<String> unproven(String owed) {
        return without(proven, owed::equals);
    }

    /** The role was given: all are to be seen at its owner, and what was proven of before says nothing any more. */
    Followers ofBefore() {
        return new Followers(
                List.of(), null, cc, nodes.stream().map(CcSaid::asOfBefore).toList(), List.of());
    }

    private static <T> List<T> without(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }

    private static <T> List<T> with(List<T> list, T more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }
}
