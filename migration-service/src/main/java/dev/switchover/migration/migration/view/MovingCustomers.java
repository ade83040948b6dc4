package dev.switchover.migration.migration.view;

import dev.switchover.migration.migration.domain.MigrationId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The customers of a migration, page by page: those told, by state; those late; those planned. */
@Singleton
public class MovingCustomers {

    private final Jdbi database;
    private final Clock clock;

    MovingCustomers(Jdbi database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** One customer in a wave; {@code refusal} is why it could not be told. */
    public record MovingCustomer(
            String customer,
            String wave,
            String state,
            @Nullable Instant due,
            @Nullable Instant changedAt,
            @Nullable String evidence,
            @Nullable String refusal) {}

    /** {@code state}: PLANNED, ANNOUNCED, STRAGGLER, MOVED, DRAINED, REVERTED; everybody told if empty. */
    public List<MovingCustomer> page(MigrationId migration, String state, String after, int limit) {
        return switch (state) {
            case "PLANNED" -> planned(migration, after, limit);
            case "STRAGGLER" -> told(migration, "and state = 'ANNOUNCED' and due < :now", "", after, limit);
            case "" -> told(migration, "", "", after, limit);
            default -> told(migration, "and state = :state", state, after, limit);
        };
    }

    private List<MovingCustomer> told(MigrationId migration, String which, String state, String after, int limit) {
        return database.withHandle(handle -> {
            var query = handle.createQuery("""
                    select customer, wave, state, due, changed_at, evidence, null as refusal from views.told_customer
                     where migration = :migration and customer > :after %s order by customer limit :limit
                    """.formatted(which));
            if (which.contains(":now")) {
                query.bind("now", clock.instant());
            }
            if (!state.isEmpty()) {
                query.bind("state", state);
            }
            return query.bind("migration", migration)
                    .bind("after", after)
                    .bind("limit", limit)
                    .mapTo(MovingCustomer.class)
                    .list();
        });
    }

    private List<MovingCustomer> planned(MigrationId migration, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.customer, m.wave, 'PLANNED' as state, w.due, cast(null as timestamptz) as changed_at,
                               null as evidence, m.refusal
                          from claims.wave_member m join claims.wave w using (migration, wave)
                         where m.migration = :migration and m.customer > :after
                           and (w.phase in ('PLANNED', 'ANNOUNCING') or m.refusal is not null)
                           and not exists (select 1 from views.told_customer t
                                            where t.migration = m.migration and t.customer = m.customer
                                              and t.wave = m.wave)
                         order by m.customer limit :limit
                        """)
                .bind("migration", migration)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(MovingCustomer.class)
                .list());
    }
}
