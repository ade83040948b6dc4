package dev.switchover.kit.override;

import dev.switchover.kit.gate.Gates;
import dev.switchover.kit.gate.Verdict;
import dev.switchover.kit.http.Plan;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One thing that was true of a command when somebody asked for it.
 *
 * @param binding if it is not true any more, it is not the same command; what changes with mere time binds nobody
 */
public record Fact(String name, String value, boolean binding) {

    public static Fact binding(String name, String value) {
        return new Fact(name, value, true);
    }

    /** What the command does, in these words; without steps it does nothing, and what it leaves out says why. */
    public static Fact does(Plan plan, String words) {
        var nothing = plan.skipped().stream()
                .map(one -> "nothing: " + one.item() + " " + one.reason())
                .collect(Collectors.joining("; "));
        return binding("does", plan.steps().isEmpty() ? nothing : words);
    }

    /**
     * What was measured of the gates that are set aside. Of one that passes there is nothing to say.
     *
     * @param steady whether what a gate measures stays the same while nothing happens
     */
    public static List<Fact> measured(Gates gates, Set<String> overridden, Predicate<String> steady) {
        return gates.all().stream()
                .filter(gate -> overridden.contains(gate.id()) && gate.verdict() != Verdict.PASS)
                .map(gate ->
                        new Fact("gate " + gate.id(), gate.verdict() + ", " + gate.measured(), steady.test(gate.id())))
                .toList();
    }

    /** What was asked for and is otherwise now, in words; nothing if nothing was noted when it was asked. */
    static List<String> changes(List<Fact> asked, List<Fact> now) {
        if (asked.isEmpty()) {
            return List.of();
        }
        return now.stream()
                .filter(fact -> fact.binding() && !asked.contains(fact))
                .map(fact -> fact.sinceAskedAs(asked))
                .toList();
    }

    private String sinceAskedAs(List<Fact> asked) {
        var before = asked.stream()
                .filter(fact -> fact.name().equals(name))
                .map(Fact::value)
                .collect(Collectors.joining(", "));
        return "%s: %s when it was asked, %s now".formatted(name, before.isEmpty() ? "nothing" : before, value);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
