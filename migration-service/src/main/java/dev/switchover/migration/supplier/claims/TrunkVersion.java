package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.http.Versioned;
import dev.switchover.migration.supplier.domain.SupplierId;
import jakarta.inject.Singleton;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;

/** The version a trunk shows: how many of its supplier's events are its own. */
@Singleton
public class TrunkVersion implements Versioned {

    private final Jdbi database;

    TrunkVersion(Jdbi database) {
        this.database = database;
    }

    @Override
    public String kind() {
        return "trunk";
    }

    /** {@code id} is that of the supplier, a slash, and that of the trunk. */
    @Override
    public OptionalLong version(String id) {
        var parts = id.split("/", 2);
        var count = database.withHandle(handle -> handle.createQuery("""
                        select count(*) from events.events where aggregate_id = :supplier and payload ->> 'trunk' = :trunk
                        """)
                .bind("supplier", new SupplierId(parts[0]).toString())
                .bind("trunk", parts[1])
                .mapTo(Long.class)
                .one());
        return count == 0 ? OptionalLong.empty() : OptionalLong.of(count);
    }
}
