package dev.switchover.migration.authorisation.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.supplier.claims.Trunks;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * The gate {@code reserve-routes}: while a registration is on one node, calls from the other need another way. So each
 * prefix needs a working trunk from each node.
 */
@Singleton
public class ReserveRoutesGate {

    public static final String ID = "reserve-routes";

    private static final int NAMED = 20;
    private static final String LIMIT = "a working trunk from each node for each prefix";

    private final Jdbi database;

    ReserveRoutesGate(Jdbi database) {
        this.database = database;
    }

    public Gate evaluate(MigrationPlan plan, Instant now) {
        var prefixes = prefixes(plan);
        if (prefixes == 0) {
            return Gate.unknown(ID, LIMIT, "Define the routes of " + plan.cluster() + ".");
        }
        var uncovered = uncovered(plan);
        if (uncovered.isEmpty()) {
            return Gate.pass(ID, "%d of %d prefixes covered".formatted(prefixes, prefixes), LIMIT, now);
        }
        var names = uncovered.stream().limit(NAMED).map(Uncovered::inWords).collect(Collectors.joining(", "));
        var measured = "%d of %d prefixes not covered"
                .formatted(uncovered.stream().map(Uncovered::prefix).distinct().count(), prefixes);
        return Gate.fail(ID, measured, LIMIT, now, "Add a trunk that works there: " + names);
    }

    /** Each prefix that has no working trunk from a node. */
    public List<String> open(MigrationPlan plan) {
        return uncovered(plan).stream().map(Uncovered::inWords).toList();
    }

    private long prefixes(MigrationPlan plan) {
        return database.withHandle(
                handle -> handle.createQuery("select count(distinct prefix) from claims.route where cluster = :cluster")
                        .bind("cluster", plan.cluster())
                        .mapTo(long.class)
                        .one());
    }

    /** By address a trunk works from the target only where all its addresses are admitted; the source is in use. */
    private List<Uncovered> uncovered(MigrationPlan plan) {
        return database.withHandle(handle -> handle.createQuery("""
                        with wanted as (
                            select distinct r.prefix, n.node
                              from claims.route r
                              join claims.node n on n.cluster = r.cluster and n.node in (:source, :target)
                             where r.cluster = :cluster
                        ), working as (
                            select t.supplier, t.trunk, n.node
                              from claims.trunk t
                              join claims.node n on n.cluster = t.cluster and n.node in (:source, :target)
                             where t.cluster = :cluster
                               and not t.moving
                               and <worksOn>
                               and (t.authorisation = 'REGISTRATION' or n.node = :source or not exists (
                                    select from unnest(n.address || n.media_addresses) address
                                     where not exists (
                                           select from claims.authorisation a
                                            where a.migration = :migration and a.supplier = t.supplier
                                              and a.trunk = t.trunk and a.address = address.address
                                              and a.standing in ('PROVEN', 'WAIVED'))))
                        )
                        select wanted.prefix, wanted.node
                          from wanted
                         where not exists (
                               select from claims.route r
                                 join claims.route_trunk rt on rt.route = r.route
                                 join working w on w.supplier = rt.supplier and w.trunk = rt.trunk
                                where r.cluster = :cluster and r.prefix = wanted.prefix and w.node = wanted.node)
                         order by wanted.prefix, wanted.node
                        """)
                .define("worksOn", Trunks.WORKS_ON)
                .bind("migration", plan.migration())
                .bind("cluster", plan.cluster())
                .bind("source", plan.source())
                .bind("target", plan.target())
                .mapTo(Uncovered.class)
                .list());
    }

    record Uncovered(String prefix, String node) {

        String inWords() {
            return prefix + " from " + node;
        }
    }
}
