package dev.switchover.migration.customer.claims;

import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.Placement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What others may ask about customers inside a command's transaction. Counts are sums of a few rows and lists are pages
 * of an index, so nothing but {@link #crowdOn} costs more with a million customers than with a thousand.
 */
@Singleton
public class CustomerLookup {

    private final Jdbi jdbi;

    CustomerLookup(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Placement> find(CustomerId customer) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from claims.customer where customer = :customer")
                .bind("customer", customer.value())
                .mapTo(Placement.class)
                .findOne());
    }

    /** Those of the given that exist. */
    public List<Placement> find(Collection<CustomerId> customers) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from claims.customer where customer = any(:customers)")
                        .bindArray(
                                "customers",
                                String.class,
                                customers.stream().map(CustomerId::value).toList())
                        .mapTo(Placement.class)
                        .list());
    }

    /** The fingerprints of those that exist. */
    public Map<CustomerId, UUID> contents(Collection<CustomerId> customers) {
        record Known(CustomerId customer, UUID content) {}
        return jdbi.withHandle(handle -> handle
                .createQuery("select customer, content from claims.customer where customer = any(:customers)")
                .bindArray(
                        "customers",
                        String.class,
                        customers.stream().map(CustomerId::value).toList())
                .mapTo(Known.class)
                .stream()
                .collect(Collectors.toMap(Known::customer, Known::content)));
    }

    /** Everybody on a node, by state. */
    public Map<CustomerStanding, Long> count(String cluster, String node) {
        record Count(CustomerStanding state, long n) {}
        var counts = new EnumMap<CustomerStanding, Long>(CustomerStanding.class);
        jdbi.withHandle(handle -> handle.createQuery("""
                        select state, cast(sum(n) as bigint) as n from claims.customer_count
                        where cluster = :cluster and node = :node group by state
                        """)
                        .bind("cluster", cluster)
                        .bind("node", node)
                        .mapTo(Count.class)
                        .list())
                .forEach(count -> counts.put(count.state(), count.n()));
        return counts;
    }

    /** Everybody whose node it is, told or not. */
    public long countOn(String cluster, String node) {
        return count(cluster, node).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Who they are whose node it is: reads all their ids. */
    public Crowd crowdOn(String cluster, String node) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) as count, " + Crowd.HASH
                        + " from claims.customer where cluster = :cluster and node = :node")
                .bind("cluster", cluster)
                .bind("node", node)
                .mapTo(Crowd.class)
                .one());
    }

    /** A page of those on a node, in the order of their ids. */
    public List<Placement> on(String cluster, String node, @Nullable CustomerId after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from claims.customer
                        where cluster = :cluster and node = :node and customer > :after order by customer limit :limit
                        """)
                .bind("cluster", cluster)
                .bind("node", node)
                .bind("after", after == null ? "" : after.value())
                .bind("limit", limit)
                .mapTo(Placement.class)
                .list());
    }

    /** A page of those a migration has told, in the order of their ids. */
    public List<Placement> of(String migration, CustomerStanding state, @Nullable CustomerId after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from claims.customer
                        where migration = :migration and state = :state and customer > :after
                        order by customer limit :limit
                        """)
                .bind("migration", migration)
                .bind("state", state)
                .bind("after", after == null ? "" : after.value())
                .bind("limit", limit)
                .mapTo(Placement.class)
                .list());
    }

    /** Told, past the due date, and not moved; the longest overdue first. */
    public List<Placement> stragglers(String migration, Instant now, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from claims.customer
                        where migration = :migration and state = 'ANNOUNCED' and due < :now
                        order by due, customer limit :limit
                        """)
                .bind("migration", migration)
                .bind("now", now)
                .bind("limit", limit)
                .mapTo(Placement.class)
                .list());
    }
}
