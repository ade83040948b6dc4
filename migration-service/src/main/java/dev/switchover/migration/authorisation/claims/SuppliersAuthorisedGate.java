package dev.switchover.migration.authorisation.claims;

import dev.switchover.kit.gate.Gate;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The gate {@code suppliers-authorised}: each address of the target is proven to be admitted on each trunk, or waived. */
@Singleton
public class SuppliersAuthorisedGate {

    public static final String ID = "suppliers-authorised";

    private static final int NAMED = 20;

    private final Jdbi database;

    SuppliersAuthorisedGate(Jdbi database) {
        this.database = database;
    }

    public Gate evaluate(MigrationPlan plan, Instant now) {
        var counts = counts(plan);
        var limit = "%d of %d addresses on trunks proven or waived".formatted(counts.all(), counts.all());
        var measured = "%d proven, %d waived of %d".formatted(counts.proven(), counts.waived(), counts.all());
        if (counts.proven() + counts.waived() == counts.all()) {
            return Gate.pass(ID, measured, limit, now);
        }
        return Gate.fail(ID, measured, limit, now, "Prove or waive: " + String.join(", ", open(plan, NAMED)));
    }

    /** Each address that is neither proven nor waived on a trunk, and how far it is. */
    public List<String> open(MigrationPlan plan) {
        return open(plan, Integer.MAX_VALUE);
    }

    private Counts counts(MigrationPlan plan) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) as all,
                               count(*) filter (where a.standing = 'PROVEN') as proven,
                               count(*) filter (where a.standing = 'WAIVED') as waived
                        """ + NEEDED)
                .bind("migration", plan.migration())
                .bind("cluster", plan.cluster())
                .bind("target", plan.target())
                .mapTo(Counts.class)
                .one());
    }

    private List<String> open(MigrationPlan plan, int limit) {
        return database.withHandle(
                handle -> handle.createQuery("select t.supplier, t.trunk, needed.address, a.standing " + NEEDED + """
                           and a.standing is distinct from 'PROVEN' and a.standing is distinct from 'WAIVED'
                         order by t.supplier, t.trunk, needed.address
                         limit :limit
                        """)
                        .bind("migration", plan.migration())
                        .bind("cluster", plan.cluster())
                        .bind("target", plan.target())
                        .bind("limit", limit)
                        .mapTo(Open.class)
                        .map(Open::inWords)
                        .list());
    }

    private static final String NEEDED = """
              from claims.trunk t
              join claims.node n on n.cluster = t.cluster and n.node = :target
             cross join lateral (
                   select distinct address from unnest(n.address || n.media_addresses) address) needed
              left join claims.authorisation a
                     on a.migration = :migration and a.supplier = t.supplier and a.trunk = t.trunk
                    and a.address = needed.address
             where t.cluster = :cluster and t.authorisation = 'IP'
            """;

    record Counts(long all, long proven, long waived) {}

    record Open(
            String supplier,
            String trunk,
            String address,
            @Nullable String standing) {

        String inWords() {
            return "%s/%s for %s (%s)"
                    .formatted(supplier, trunk, address, standing == null ? "not requested" : standing);
        }
    }
}
