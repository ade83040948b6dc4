package dev.switchover.kit.gate;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The gates before one step. All must pass or be overridden by name; both FAIL and UNKNOWN refuse. */
public record Gates(@JsonValue List<Gate> all) {

    @JsonCreator
    public Gates {
        all = List.copyOf(all);
    }

    public static Gates of(Gate... gates) {
        return new Gates(List.of(gates));
    }

    /** These gates with the named ones set aside; those that never can be stay as they are. */
    public Gates overriding(Set<String> names) {
        return new Gates(all.stream()
                .map(gate -> names.contains(gate.id()) ? gate.override() : gate)
                .toList());
    }

    public List<Gate> refusing() {
        return all.stream().filter(Gate::refuses).toList();
    }

    public List<Gate> refusing(Set<String> overridden) {
        return overriding(overridden).refusing();
    }

    public boolean refuse() {
        return all.stream().anyMatch(Gate::refuses);
    }

    /** Each once: one gate may stand before a step for several nodes. */
    public static List<String> ids(Collection<Gate> gates) {
        return gates.stream().map(Gate::id).distinct().toList();
    }
}
