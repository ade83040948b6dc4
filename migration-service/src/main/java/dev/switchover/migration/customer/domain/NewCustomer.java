package dev.switchover.migration.customer.domain;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerCommand.CorrectCustomer;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerAdded;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for one new customer, the same for a single one and for a line of a file. */
public final class NewCustomer {

    private static final Pattern DOMAIN_NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private NewCustomer() {}

    static CustomerAdded checked(AddCustomer command) {
        return new CustomerAdded(
                command.customerId(),
                command.party(),
                command.reachedBy(),
                checkedDomain(command.reachedBy(), command.domain()),
                command.cluster(),
                command.node(),
                command.onSourceSince(),
                command.timeZone());
    }

    /** What is not said anew stays; but a customer reached by IP has no domain name left. */
    static CustomerAdded corrected(CustomerAdded known, CorrectCustomer command) {
        var reachedBy = Objects.requireNonNullElse(command.reachedBy(), known.reachedBy());
        var keptDomain = reachedBy == ReachedBy.DOMAIN ? known.domain() : null;
        var domain = command.domain() == null ? keptDomain : command.domain();
        return new CustomerAdded(
                known.customerId(),
                Objects.requireNonNullElse(command.party(), known.party()),
                reachedBy,
                checkedDomain(reachedBy, domain),
                known.cluster(),
                known.node(),
                command.onSourceSince() == null ? known.onSourceSince() : command.onSourceSince(),
                Objects.requireNonNullElse(command.timeZone(), known.timeZone()));
    }

    private static @Nullable String checkedDomain(ReachedBy reachedBy, @Nullable String given) {
        var domain = given == null ? null : given.toLowerCase(Locale.ROOT);
        var refusal = refusedDomain(reachedBy, domain);
        if (refusal != null) {
            throw Rejection.invalid("invalid-domain", refusal)
                    .at("domain", "name if and only if reached by DOMAIN", given, refusal);
        }
        return domain;
    }

    /** Tells the same customer said again from another one under the same id. */
    public static UUID content(AddCustomer command) {
        return Content.of(checked(command));
    }

    /** What is wrong with the domain name of a customer who is reached that way; null if nothing. */
    public static @Nullable String refusedDomain(ReachedBy reachedBy, @Nullable String domain) {
        return switch (reachedBy) {
            case IP -> domain == null ? null : "A customer reached by IP has no domain name";
            case DOMAIN ->
                domain != null && DOMAIN_NAME.matcher(domain).matches()
                        ? null
                        : "A customer reached by domain name needs one, like sip.example.org";
        };
    }
}
