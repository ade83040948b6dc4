package dev.switchover.migration.customer.claims;

import dev.switchover.migration.customer.domain.CustomerCommand.AddCustomer;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.NewCustomer;
import dev.switchover.migration.customer.domain.ReachedBy;
import dev.switchover.migration.customer.domain.Since;
import dev.switchover.migration.imports.staging.Column;
import dev.switchover.migration.imports.staging.Line;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row of a customers' file. What it says of people, such as mail addresses, is not even looked at. */
@Singleton
class CustomerRows {

    static final List<Column> COLUMNS = List.of(
            Column.required("customer"),
            Column.required("party"),
            Column.required("reached_by"),
            Column.optional("domain"),
            Column.required("cluster"),
            Column.required("node"),
            Column.optional("on_source_since"),
            Column.optional("time_zone"));

    private static final String SLUG = "1 to 64 of a-z, 0-9 and hyphen.";

    private final Clock clock;

    CustomerRows(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    AddCustomer read(Line line) {
        var customer = slug(line, "customer");
        var party = slug(line, "party");
        var reachedBy = line.required("reached_by", CustomerRows::reachedBy, "ip-or-domain", "Write ip or domain.");
        var cluster = slug(line, "cluster");
        var node = slug(line, "node");
        var zone = line.optional("time_zone", Since::zone, "time-zone", "Write a time zone like Europe/Paris.");
        var since = since(line, zone);
        var domain = domain(line, reachedBy);
        if (!line.isSound()
                || customer == null
                || party == null
                || reachedBy == null
                || cluster == null
                || node == null) {
            return null;
        }
        return new AddCustomer(
                new CustomerId(customer),
                party,
                reachedBy,
                domain,
                cluster,
                node,
                since,
                zone == null ? Since.UTC : zone);
    }

    private static @Nullable String slug(Line line, String column) {
        return line.required(column, text -> CustomerId.isValid(text) ? text : null, "slug", SLUG);
    }

    private static @Nullable String domain(Line line, @Nullable ReachedBy reachedBy) {
        var domain =
                line.text("domain").map(text -> text.toLowerCase(Locale.ROOT)).orElse(null);
        if (reachedBy != null) {
            var refusal = NewCustomer.refusedDomain(reachedBy, domain);
            if (refusal != null) {
                line.refuse("domain", "domain", domain, refusal + ".");
            }
        }
        return domain;
    }

    private @Nullable Instant since(Line line, @Nullable ZoneId zone) {
        return line.optional(
                "on_source_since",
                text -> Since.read(text, zone == null ? ZoneOffset.UTC : zone)
                        .filter(since -> !since.isAfter(clock.instant()))
                        .orElse(null),
                "past-time",
                Since.REMEDY);
    }

    private static @Nullable ReachedBy reachedBy(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "ip" -> ReachedBy.IP;
            case "domain" -> ReachedBy.DOMAIN;
            default -> null;
        };
    }
}
