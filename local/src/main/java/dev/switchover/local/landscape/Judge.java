package dev.switchover.local.landscape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says from the nodes' own records alone who served when. */
public record Judge(List<Machine> nodes) {

    private static final Pattern CHANGE = Pattern.compile("(\\S+) node=\\S+ group=(\\S+) state=(\\S+) .*");
    private static final Pattern OFF = Pattern.compile("(\\S+) node=\\S+ power=off");

    /** From when to when a node served; without an end it still does. */
    public record Term(String node, Instant from, Optional<Instant> to) {

        Term until(Instant end) {
            return new Term(node, from, Optional.of(end));
        }

        Duration common(Term other) {
            var begin = from.isAfter(other.from) ? from : other.from;
            var end = earlier(to, other.to).orElse(Instant.MAX);
            return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
        }

        private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
            return one.isEmpty()
                    ? other
                    : other.filter(end -> end.isBefore(one.get())).or(() -> one);
        }
    }

    public static Judge of(Machine... nodes) {
        return new Judge(List.of(nodes));
    }

    /** Times at which two of the nodes were active in the group; there must be none for data. */
    public List<String> both(String group) {
        var all = nodes.stream().flatMap(node -> terms(node, group).stream()).toList();
        var overlaps = new ArrayList<String>();
        for (var one : all) {
            for (var other : all) {
                if (one.node().compareTo(other.node()) < 0 && !one.common(other).isZero()) {
                    overlaps.add(one + " and " + other);
                }
            }
        }
        return overlaps;
    }

    /** Who is active in the group now. */
    public List<String> active(String group) {
        return nodes.stream()
                .flatMap(node -> terms(node, group).stream())
                .filter(term -> term.to().isEmpty())
                .map(Term::node)
                .toList();
    }

    /** In the order they were served. */
    public static List<Term> terms(Machine node, String group) {
        var terms = new ArrayList<Term>();
        for (var line : lines(node)) {
            var change = CHANGE.matcher(line);
            var off = OFF.matcher(line);
            if (change.matches() && change.group(2).equals(group)) {
                end(terms, Instant.parse(change.group(1)));
                if (change.group(3).equals("active")) {
                    terms.add(new Term(node.name(), Instant.parse(change.group(1)), Optional.empty()));
                }
            } else if (off.matches()) {
                end(terms, Instant.parse(off.group(1)));
            }
        }
        return terms;
    }

    private static void end(List<Term> terms, Instant at) {
        if (!terms.isEmpty() && terms.getLast().to().isEmpty()) {
            terms.set(terms.size() - 1, terms.getLast().until(at));
        }
    }

    private static List<String> lines(Machine node) {
        try {
            return Files.readAllLines(node.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
