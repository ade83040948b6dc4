package dev.switchover.migration.customer.claims;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;

/** Writes claims.customer_count. */
@Singleton
class CustomerCountTable {

    /** Each count is the sum of so many rows, so that writers rarely meet on one. */
    private static final int STRIPES = 8;

    private final Jdbi jdbi;

    CustomerCountTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Sorted, so that writers who do meet wait for each other in one order. */
    void add(List<CountChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var stripe = ThreadLocalRandom.current().nextInt(STRIPES);
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("""
                    insert into claims.customer_count as known (cluster, node, state, stripe, n)
                    values (:cluster, :node, :state, :stripe, :n)
                    on conflict (cluster, node, state, stripe) do update set n = known.n + excluded.n
                    """);
            changes.stream().sorted().forEach(change -> batch.bindMethods(change)
                    .bind("stripe", stripe)
                    .add());
            batch.execute();
        });
    }
}
