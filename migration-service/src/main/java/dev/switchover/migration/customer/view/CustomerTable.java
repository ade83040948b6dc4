package dev.switchover.migration.customer.view;

import dev.switchover.migration.customer.domain.CustomerStanding;
import dev.switchover.migration.customer.domain.Placement;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads views.customer. */
@Singleton
public class CustomerTable {

    private final Jdbi jdbi;

    CustomerTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Which customers are asked for; null is any. */
    public record Filter(
            @Nullable String cluster,
            @Nullable String node,
            @Nullable CustomerStanding state) {}

    public Optional<Placement> find(String customer) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from views.customer where customer = :customer")
                .bind("customer", customer)
                .mapTo(Placement.class)
                .findOne());
    }

    /** Those after the given id, in the order of their ids. */
    public List<Placement> page(Filter filter, String after, int limit) {
        var conditions = new StringBuilder("customer > :after");
        if (filter.cluster() != null) {
            conditions.append(" and cluster = :cluster");
        }
        if (filter.node() != null) {
            conditions.append(" and node = :node");
        }
        if (filter.state() != null) {
            conditions.append(" and state = :state");
        }
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from views.customer where " + conditions + " order by customer limit :limit")
                .bindMethods(filter)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(Placement.class)
                .list());
    }
}
