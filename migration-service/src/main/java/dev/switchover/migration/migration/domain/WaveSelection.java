package dev.switchover.migration.migration.domain;

import dev.switchover.kit.problem.Rejection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who shall be in a wave: named customers, or those still on the source that fit, the first of them if limited. */
public record WaveSelection(
        List<String> customers,
        boolean allRemaining,
        @Nullable Integer first,
        @Nullable String domain,
        @Nullable String reachedBy) {

    public WaveSelection {
        customers = List.copyOf(customers);
        domain = domain == null ? null : domain.toLowerCase(Locale.ROOT); // as customers' names are kept
    }

    public boolean named() {
        return !customers.isEmpty();
    }

    /** Refuses a selection that says nothing, or two things at once. */
    public WaveSelection checked() {
        var selector = allRemaining || first != null || domain != null || reachedBy != null;
        if (named() == selector) {
            throw Rejection.invalid("wave-selection", "Say either who is in the wave, or how to select them.")
                    .at("customers", "a list, or a selector, not both", customers.size())
                    .remedy("Give customers alone, or some of first, domain and reachedBy, or allRemaining true; GET"
                            + " /customers?node= lists who is on the source.");
        }
        if (allRemaining && (first != null || domain != null || reachedBy != null)) {
            throw Rejection.invalid("wave-selection", "Say either everybody who is left, or whom of them.")
                    .at("allRemaining", "true alone, without first, domain and reachedBy", true)
                    .remedy("Leave allRemaining out to have some of them, or first, domain and reachedBy to have all.");
        }
        if (first != null && first < 1) {
            throw Rejection.invalid("wave-selection", "The first how many?")
                    .at("first", "at least 1", first)
                    .remedy("Give first from 1, or allRemaining true for everybody who is left.");
        }
        var seen = new HashSet<String>();
        var twice = customers.stream()
                .filter(customer -> !seen.add(customer))
                .distinct()
                .toList();
        if (!twice.isEmpty()) {
            throw Rejection.invalid("wave-members-twice", "Customers are named twice.")
                    .at("customers", "each once", twice.getFirst())
                    .with("customers", twice.subList(0, Math.min(100, twice.size())));
        }
        return this;
    }

    /** In words, for the record. */
    public String describe() {
        if (named()) {
            return "list of " + customers.size();
        }
        var words = new ArrayList<String>();
        words.add(first == null ? "all remaining" : "first " + first);
        if (reachedBy != null) {
            words.add("reached by " + reachedBy);
        }
        if (domain != null) {
            words.add("at " + domain);
        }
        return String.join(", ", words);
    }
}
