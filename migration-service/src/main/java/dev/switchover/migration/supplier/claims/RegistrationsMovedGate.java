package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The gate {@code registrations-moved}: no trunk would lose its registration with the source. */
@Singleton
public class RegistrationsMovedGate {

    public static final String ID = "registrations-moved";

    private static final int NAMED = 20;

    private final Jdbi database;

    RegistrationsMovedGate(Jdbi database) {
        this.database = database;
    }

    public Gate evaluate(ClusterId cluster, NodeId source, Instant now) {
        var left = bound(cluster, source);
        var limit = "0 registrations bound to " + source;
        var measured = left.size() + " registrations bound to " + source;
        if (left.isEmpty()) {
            return Gate.pass(ID, measured, limit, now);
        }
        var names = String.join(", ", left.subList(0, Math.min(NAMED, left.size())));
        return Gate.fail(ID, measured, limit, now, "Move these registrations: " + names);
    }

    /** A trunk is bound to the source if it is active there and nowhere else, or if its registration is on its way. */
    private List<String> bound(ClusterId cluster, NodeId source) {
        return database.withHandle(handle -> handle.createQuery("""
                        select supplier || '/' || trunk
                          from claims.trunk
                         where cluster = :cluster and authorisation = 'REGISTRATION'
                           and (moving or nodes = array[:source]::text[])
                         order by supplier, trunk
                        """)
                .bind("cluster", cluster)
                .bind("source", source)
                .mapTo(String.class)
                .list());
    }
}
