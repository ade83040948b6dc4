package dev.switchover.migration.migration.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.customer.claims.Crowd;
import dev.switchover.migration.customer.claims.OpenWaves;
import dev.switchover.migration.customer.domain.CustomerEvent.CustomerCorrected;
import dev.switchover.migration.customer.domain.CustomerId;
import dev.switchover.migration.customer.domain.ReachedBy;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.WaveMembers;
import dev.switchover.migration.migration.domain.WaveSelection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Who is in which wave: all SQL of claims.wave_member. */
@Singleton
public class Members implements OpenWaves {

    /** Whom this migration has not told: assigned, or put where he is by an earlier migration. */
    private static final String UNTOLD =
            "(c.state = 'ASSIGNED' or c.state in ('MOVED', 'DRAINED') and c.migration <> :migration)";

    /** Customers still on the source whom nobody is moving, and who are in no wave that will yet tell them. */
    private static final String FREE = """
            c.cluster = :cluster and c.node = :source and\s""" + UNTOLD + """
             and not exists (select 1 from claims.wave_member m join claims.wave w using (migration, wave)
                             where m.migration = :migration and m.customer = c.customer
                               and w.phase in ('PLANNED', 'ANNOUNCING'))
            """;

    private static final String PICKED =
            "with picked as (select c.customer, c.reached_by from claims.customer c where ";

    private static final String FIXED = """
                 order by c.customer limit :first
            ), fixed as (
                insert into claims.wave_member (migration, wave, customer, by_domain)
                select :migration, :wave, customer, reached_by = 'DOMAIN' from picked
            )
            select count(*) as count, count(*) filter (where reached_by = 'DOMAIN') as by_domain,
            """ + Crowd.HASH + " from picked";

    private final Jdbi database;

    Members(Jdbi database) {
        this.database = database;
    }

    /** Of a wave that is planned already: whether just these are meant shows by their hash. A selector is asked for by its words. */
    WaveMembers named(WaveSelection selection) {
        return database.withHandle(
                handle -> handle.createQuery("select cardinality(:customers) as count, 0 as by_domain, " + Crowd.HASH
                                + " from unnest(:customers) customer")
                        .bindArray("customers", String.class, selection.customers())
                        .mapTo(WaveMembers.class)
                        .one());
    }

    /** Writes the members down, and says how many they are. */
    WaveMembers fix(Standing migration, String wave, WaveSelection selection) {
        refuseStrangers(migration, selection);
        var which = selection.named() ? "c.customer = any(:customers)" : """
                  (cast(:reachedBy as text) is null or c.reached_by = :reachedBy)
                  and (cast(:domain as text) is null or c.domain = :domain
                       or right(c.domain, 1 + length(cast(:domain as text))) = concat('.', cast(:domain as text)))
                  """;
        return database.withHandle(handle -> handle.createQuery(PICKED + FREE + " and " + which + FIXED)
                .bind("migration", migration.migration())
                .bind("cluster", migration.cluster())
                .bind("source", migration.source())
                .bind("wave", wave)
                .bind("first", selection.first() == null ? Integer.MAX_VALUE : selection.first())
                .bind("reachedBy", selection.reachedBy())
                .bind("domain", selection.domain())
                .bindArray("customers", String.class, selection.customers())
                .mapTo(WaveMembers.class)
                .one());
    }

    /** All who were picked, told from others by their hash; nobody once the wave is withdrawn. */
    public WaveMembers of(MigrationId migration, String wave) {
        return database.withHandle(handle -> handle.createQuery("select count(*) as count, 0 as by_domain, "
                        + Crowd.HASH + " from claims.wave_member where migration = :migration and wave = :wave")
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(WaveMembers.class)
                .one());
    }

    /** A page of those who were picked, in the order of their ids; nobody once the wave is withdrawn. */
    public List<WaveMember> of(MigrationId migration, String wave, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.customer, c.party, c.reached_by, c.domain, c.node, c.state, c.migration, m.refusal
                          from claims.wave_member m join claims.customer c using (customer)
                         where m.migration = :migration and m.wave = :wave and m.customer > :after
                         order by m.customer limit :limit
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(WaveMember.class)
                .list());
    }

    /** Planning a wave takes the migration alone, so it waits for who holds it here; starting one waits for the wave. */
    @Override
    public Optional<String> holdWaveOf(String cluster, CustomerId customer) {
        return database.withHandle(handle -> {
            handle.createQuery("""
                            select migration from claims.migration
                             where cluster = :cluster and phase in ('PLANNED', 'RUNNING', 'REMOVING', 'ABORTING')
                               for share
                            """).bind("cluster", cluster).mapTo(String.class).list();
            return handle
                    .createQuery("""
                            select wave, phase, members, by_domain, due, round from claims.wave w
                             where (w.migration, w.wave) in (
                                   select m.migration, m.wave
                                     from claims.wave_member m join claims.migration using (migration)
                                    where m.customer = :customer and migration.cluster = :cluster
                                      and migration.phase in ('PLANNED', 'RUNNING', 'REMOVING', 'ABORTING'))
                             order by w.wave
                               for no key update of w
                            """)
                    .bind("customer", customer.value())
                    .bind("cluster", cluster)
                    .mapTo(WaveStanding.class)
                    .list()
                    .stream()
                    .filter(WaveStanding::isToTell)
                    .map(WaveStanding::wave)
                    .findFirst();
        });
    }

    /** How a member is reached now: the count of his waves follows. */
    void correct(CustomerCorrected event) {
        database.useHandle(handle -> handle.createUpdate("""
                        with changed as (
                            update claims.wave_member m set by_domain = :byDomain
                              from claims.migration
                             where m.customer = :customer and m.by_domain <> :byDomain
                               and migration.migration = m.migration and migration.cluster = :cluster
                               and migration.phase in ('PLANNED', 'RUNNING', 'REMOVING', 'ABORTING')
                            returning m.migration, m.wave)
                        update claims.wave w set by_domain = w.by_domain + case when :byDomain then 1 else -1 end
                          from changed where w.migration = changed.migration and w.wave = changed.wave
                        """)
                .bind("customer", event.customerId().value())
                .bind("cluster", event.cluster())
                .bind("byDomain", event.reachedBy() == ReachedBy.DOMAIN)
                .execute());
    }

    /** Members the wave's driver has still to tell, in the order of their ids; one whom another wave has told says so. */
    public List<String> toTell(MigrationId migration, String wave, String after, int limit) {
        return page(
                migration,
                wave,
                after,
                limit,
                "m.refusal is null and (" + UNTOLD + " or c.migration = :migration and c.wave <> :wave)");
    }

    public int countToTell(MigrationId migration, String wave) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from claims.wave_member m join claims.customer c using (customer)
                         where m.migration = :migration and m.wave = :wave and m.refusal is null and %s
                        """.formatted(UNTOLD))
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Integer.class)
                .one());
    }

    /** A member whom the driver will not tell, and why. */
    public record NotToTell(String customer, String why) {}

    /** Members who are not where they were when the wave was planned, or who refused. */
    public List<NotToTell> notToTell(MigrationId migration, String wave, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.customer,
                               coalesce(m.refusal, concat('is ' || lower(c.state) || ' on ' || c.node,
                                   case when c.migration = :migration then ', told in wave ' || c.wave end)) as why
                          from claims.wave_member m join claims.customer c using (customer)
                         where m.migration = :migration and m.wave = :wave
                           and (m.refusal is not null or not %s)
                         order by m.customer limit :limit
                        """.formatted(UNTOLD))
                .bind("migration", migration)
                .bind("wave", wave)
                .bind("limit", limit)
                .mapTo(NotToTell.class)
                .list());
    }

    /** Members who were told in this wave and have not said that they moved. */
    public List<String> told(MigrationId migration, String wave, String after, int limit) {
        return page(migration, wave, after, limit, """
                c.migration = :migration and c.wave = :wave and c.state = 'ANNOUNCED'
                """);
    }

    /** Members who were told or have moved in this wave. */
    public List<String> toRevert(MigrationId migration, String wave, String after, int limit) {
        return page(migration, wave, after, limit, """
                c.migration = :migration and c.wave = :wave and c.state <> 'ASSIGNED'
                """);
    }

    /** Everybody the migration told or moved. */
    public List<String> toRevert(MigrationId migration, String after, int limit) {
        return database.withHandle(handle -> handle.createQuery("""
                        select customer from claims.customer
                         where migration = :migration and state <> 'ASSIGNED' and customer > :after
                         order by customer limit :limit
                        """)
                .bind("migration", migration)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    /** Whether somebody in the wave is still to move: asked after each move, so it looks at one row at most. */
    public boolean someToMove(MigrationId migration, String wave) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.customer
                                        where migration = :migration and wave = :wave and state = 'ANNOUNCED')
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Boolean.class)
                .one());
    }

    /** Whether somebody in this wave has moved, and has not gone back. */
    public boolean someMoved(MigrationId migration, String wave) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.customer
                                        where migration = :migration and wave = :wave
                                          and state in ('MOVED', 'DRAINED'))
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Boolean.class)
                .one());
    }

    /** How many were told in this wave and have not moved. */
    public int toMove(MigrationId migration, String wave) {
        return count(migration, wave, "state = 'ANNOUNCED'");
    }

    /** How many members of the wave have moved. */
    public int moved(MigrationId migration, String wave) {
        return count(migration, wave, "state in ('MOVED', 'DRAINED')");
    }

    /** How many were told in this wave and are not back on the source. */
    public int toldOrMoved(MigrationId migration, String wave) {
        return count(migration, wave, "state <> 'ASSIGNED'");
    }

    /** How many were told in this wave and are back on the source. */
    public int putBack(MigrationId migration, String wave) {
        return count(migration, wave, "state = 'ASSIGNED'");
    }

    /** How many the migration told who are back on the source. */
    public int putBack(MigrationId migration) {
        return count(migration, null, "state = 'ASSIGNED'");
    }

    /** How many the migration told who are not. */
    public int notPutBack(MigrationId migration) {
        return count(migration, null, "state <> 'ASSIGNED'");
    }

    private int count(MigrationId migration, @Nullable String wave, String which) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from claims.customer
                         where migration = :migration and (cast(:wave as text) is null or wave = :wave) and %s
                        """.formatted(which))
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Integer.class)
                .one());
    }

    /** How many members the driver could not tell or put back. */
    public int refused(MigrationId migration, String wave) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from claims.wave_member
                         where migration = :migration and wave = :wave and refusal is not null
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(Integer.class)
                .one());
    }

    /** Why a member could not be told or put back; absent once it could. */
    public void note(MigrationId migration, String wave, String customer, @Nullable String refusal) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.wave_member set refusal = :refusal
                         where migration = :migration and wave = :wave and customer = :customer
                        """)
                .bind("migration", migration)
                .bind("wave", wave)
                .bind("customer", customer)
                .bind("refusal", refusal)
                .execute());
    }

    /** The wave in which the customer was told last, or will be told. */
    public @Nullable String waveOf(MigrationId migration, String customer) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.wave from claims.wave_member m join claims.wave w using (migration, wave)
                          left join claims.customer c on c.customer = m.customer and c.migration = m.migration
                         where m.migration = :migration and m.customer = :customer
                         order by (m.wave = c.wave) desc nulls last, (w.phase <> 'PLANNED') desc limit 1
                        """)
                .bind("migration", migration)
                .bind("customer", customer)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
    }

    private List<String> page(MigrationId migration, String wave, String after, int limit, String which) {
        return database.withHandle(handle -> handle.createQuery("""
                        select m.customer from claims.wave_member m join claims.customer c using (customer)
                         where m.migration = :migration and m.wave = :wave and m.customer > :after and %s
                         order by m.customer limit :limit
                        """.formatted(which))
                .bind("migration", migration)
                .bind("wave", wave)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
    }

    private void refuseStrangers(Standing migration, WaveSelection selection) {
        if (!selection.named()) {
            return;
        }
        var strangers = database.withHandle(handle -> handle.createQuery("""
                        select wanted from unnest(:customers) wanted
                         where not exists (select 1 from claims.customer c where c.customer = wanted and %s)
                         order by wanted limit 100
                        """.formatted(FREE))
                .bindArray("customers", String.class, selection.customers())
                .bind("migration", migration.migration())
                .bind("cluster", migration.cluster())
                .bind("source", migration.source())
                .mapTo(String.class)
                .list());
        if (!strangers.isEmpty()) {
            throw Rejection.invalid("wave-members-foreign", "Not all of them are free to move from the source.")
                    .at("customers", "on " + migration.source() + ", in no other open wave", strangers.getFirst())
                    .with("customers", strangers);
        }
    }
}
