package dev.switchover.migration.migration.domain;

import dev.switchover.kit.gate.Gate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gates that two persons set aside when a removal began, and what each of them concerned then, by name. Some concern
 * nothing that could become more until the source is released; these are not in {@code concerning}.
 */
public record SetAside(MigrationId migration, Set<String> gates, Map<String, List<String>> concerning) {

    private static final int NAMED = 5;

    /** The gate as it counts at the point of no return: set aside for what was agreed to, and for nothing else. */
    public Gate judge(Gate gate, Collection<String> now) {
        if (!gates.contains(gate.id())) {
            return gate;
        }
        var then = concerning.get(gate.id());
        var more = new HashSet<>(now);
        more.removeAll(then == null ? now : Set.copyOf(then));
        return then == null || more.isEmpty() ? gate.override() : refusedFor(gate, then, more);
    }

    private Gate refusedFor(Gate gate, List<String> then, Set<String> more) {
        var remedy =
                "%s. It was set aside for %s, not for %s: mend that, or cancel the removal, POST /migrations/%s/removal/cancel, and ask two persons anew."
                        .formatted(
                                gate.remedy().replaceFirst("\\.$", ""),
                                then.isEmpty() ? "nothing, as it passed" : named(then),
                                named(more),
                                migration.value());
        return new Gate(gate.id(), gate.verdict(), gate.measured(), gate.limit(), gate.measuredAt(), remedy);
    }

    private static String named(Collection<String> all) {
        var first = all.stream().sorted().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? "%s, … (%d)".formatted(first, all.size()) : first;
    }
}
