package dev.switchover.resilience.roles.domain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.switchover.resilience.node.domain.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who owns what, as last confirmed. Never changes: each look at the claims makes the next board out of this one, so that no
 * group goes back to an older epoch, however often or late a look's result arrives.
 */
public final class Board {

    private final Map<Unit, Standing> standings;
    private final Map<Node, List<Holding>> nodes;
    private final Confirmed confirmed;

    private record Unit(String deployment, String group) {
        static Unit of(Holding holding) {
            return new Unit(holding.deployment(), holding.group());
        }
    }

    private record Node(String deployment, String id) {
        static Node of(Holding holding) {
            return new Node(holding.deployment(), holding.node());
        }
    }

    private Board(Map<Unit, Standing> standings, Confirmed confirmed) {
        this.standings = Map.copyOf(standings);
        this.nodes = standings.values().stream()
                .flatMap(standing -> standing.holdings().stream())
                .collect(groupingBy(Node::of));
        this.confirmed = confirmed;
    }

    public static Board first(List<Holding> holdings, Confirmed confirmed) {
        return new Board(standings(holdings, confirmed), confirmed);
    }

    /** The board after another look. */
    public Board after(List<Holding> holdings, Confirmed look) {
        var next = new HashMap<Unit, Standing>();
        standings.forEach((unit, known) -> next.put(unit, known.gone(look)));
        standings(holdings, look)
                .forEach((unit, seen) ->
                        next.put(unit, standings.containsKey(unit) ? seen.after(standings.get(unit)) : seen));
        return new Board(next, look);
    }

    private static Map<Unit, Standing> standings(List<Holding> holdings, Confirmed look) {
        var units = holdings.stream().collect(groupingBy(Unit::of, toList()));
        var standings = new HashMap<Unit, Standing>();
        units.forEach((unit, all) -> standings.put(
                unit, new Standing(all.stream().mapToLong(Holding::epoch).max().orElse(0), all, look)));
        return standings;
    }

    /** When this look was made. */
    public Confirmed confirmed() {
        return confirmed;
    }

    /** How many groups still show what an earlier look said, because this one shows an older epoch. */
    public long forgotten() {
        return standings.values().stream()
                .filter(standing -> !standing.confirmed().equals(confirmed))
                .count();
    }

    public Answer of(String deployment, String node, String group) {
        var standing = standings.get(new Unit(deployment, group));
        if (standing == null) {
            return Answer.unknown(confirmed);
        }
        var owner = standing.owner().map(Holding::node).orElse(null);
        return standing.of(node)
                .map(own -> new Answer(own.role(), owner, standing.epoch(), own.since(), standing.confirmed()))
                .orElse(Answer.unknown(confirmed));
    }

    /** What the node is to telephony, or to its only group. */
    public Answer of(String deployment, String node) {
        return mainGroup(nodes.getOrDefault(new Node(deployment, node), List.of()))
                .map(group -> of(deployment, node, group))
                .orElse(Answer.unknown(confirmed));
    }

    private static Optional<String> mainGroup(List<Holding> ofNode) {
        var groups = ofNode.stream().map(Holding::group).toList();
        var telephony = Group.TELEPHONY.id();
        return groups.contains(telephony)
                ? Optional.of(telephony)
                : groups.size() == 1 ? Optional.of(groups.getFirst()) : Optional.empty();
    }
}
