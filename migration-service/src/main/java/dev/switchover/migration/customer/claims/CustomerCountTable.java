package dev.switchover.migration.customer.claims;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private final ObjectMapper json;

    CustomerCountTable(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** Sorted, so that writers who do meet wait for each other in one order. */
    void add(List<CountChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into claims.customer_count as known (cluster, node, state, stripe, n)
                        select cluster, node, state, :stripe, n
                        from json_to_recordset(cast(:changes as json))
                            as change(cluster text, node text, state text, n bigint)
                        order by cluster, node, state
                        on conflict (cluster, node, state, stripe) do update set n = known.n + excluded.n
                        """)
                .bind("stripe", ThreadLocalRandom.current().nextInt(STRIPES))
                .bind("changes", json(changes))
                .execute());
    }

    private String json(List<CountChange> changes) {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
