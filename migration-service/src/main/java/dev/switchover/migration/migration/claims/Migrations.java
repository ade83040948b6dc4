package dev.switchover.migration.migration.claims;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.cluster.claims.MigrationPlan;
import dev.switchover.migration.cluster.claims.MigrationPlans;
import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Slug;
import jakarta.inject.Singleton;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Where migrations and their waves stand. What happens within a phase locks the migration shared; what ends the phase
 * locks it alone, and does so before it locks any other row.
 */
@Singleton
public class Migrations implements MigrationPlans {

    private static final String SELECT = """
            select migration, cluster, source, target, phase, drain, removal, open_step
              from claims.migration where migration = :migration\s""";

    private final Jdbi database;

    Migrations(Jdbi database) {
        this.database = database;
    }

    @Override
    public Optional<MigrationPlan> find(String migration) {
        return Slug.isValid(migration)
                ? select(new MigrationId(migration), "for share").map(Standing::plan)
                : Optional.empty();
    }

    @Override
    public Optional<MigrationPlan> holdActive(ClusterId cluster) {
        return lockActive(cluster).map(this::lockShared).map(Standing::plan);
    }

    @Override
    public Optional<Instant> givenUpAt(ClusterId cluster, NodeId node) {
        return database.withHandle(handle -> handle
                .createQuery("""
                        select given_up_at from claims.migration
                         where cluster = :cluster and source = :node and phase in ('COMPLETED', 'DECOMMISSIONED')
                           for share
                        """)
                .bind("cluster", cluster)
                .bind("node", node)
                .map((row, context) ->
                        Optional.ofNullable(row.getTimestamp("given_up_at")).map(Timestamp::toInstant))
                .stream()
                .flatMap(Optional::stream)
                .findFirst());
    }

    public Optional<Standing> look(MigrationId migration) {
        return select(migration, "");
    }

    public Standing get(MigrationId migration) {
        return look(migration).orElseThrow(() -> unknown(migration));
    }

    /** Until the transaction ends the migration stays in its phase. */
    public Standing lockShared(MigrationId migration) {
        return select(migration, "for share").orElseThrow(() -> unknown(migration));
    }

    /** Until the transaction ends nothing else happens within the migration's phase. */
    public Standing lockAlone(MigrationId migration) {
        return select(migration, "for update").orElseThrow(() -> unknown(migration));
    }

    /** Until the transaction ends nobody else plans a migration for the cluster. */
    Optional<MigrationId> lockActive(ClusterId cluster) {
        return database.withHandle(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 12))", cluster.value());
            return handle.createQuery("""
                            select migration from claims.migration
                             where cluster = :cluster and phase in ('PLANNED', 'RUNNING', 'REMOVING', 'ABORTING')
                            """)
                    .bind("cluster", cluster)
                    .mapTo(MigrationId.class)
                    .findOne();
        });
    }

    public Optional<WaveStanding> wave(MigrationId migration, String wave) {
        return wave(migration, wave, "");
    }

    /** Waves that are being put back, also those whose driver gave up. */
    public List<WaveStanding> goingBack(MigrationId migration) {
        return database.withHandle(handle -> handle.createQuery("""
                        select wave, phase, members, by_domain, due, round from claims.wave
                         where migration = :migration and phase = 'REVERTING' order by wave
                        """)
                .bind("migration", migration)
                .mapTo(WaveStanding.class)
                .list());
    }

    /** Until the transaction ends nobody corrects how a member is reached. */
    Optional<WaveStanding> holdWave(MigrationId migration, String wave) {
        return wave(migration, wave, "for no key update");
    }

    /** Until the transaction ends the wave is neither put back nor begun anew. Taken after the members: who corrects one holds him first. */
    public Optional<WaveStanding> keepWave(MigrationId migration, String wave) {
        return wave(migration, wave, "for share");
    }

    private Optional<WaveStanding> wave(MigrationId migration, String wave, String lock) {
        return database.withHandle(handle -> handle.createQuery("""
                        select wave, phase, members, by_domain, due, round from claims.wave
                         where migration = :migration and wave = :wave
                        """ + lock)
                .bind("migration", migration)
                .bind("wave", wave)
                .mapTo(WaveStanding.class)
                .findOne());
    }

    /** Whether some wave was started and not put back as a whole. */
    boolean hasMovers(MigrationId migration) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.wave
                                        where migration = :migration and phase not in ('PLANNED', 'REVERTED'))
                        """)
                .bind("migration", migration)
                .mapTo(Boolean.class)
                .one());
    }

    private Optional<Standing> select(MigrationId migration, String lock) {
        return database.withHandle(handle -> handle.createQuery(SELECT + lock)
                .bind("migration", migration)
                .mapTo(Standing.class)
                .findOne());
    }

    private static Rejection unknown(MigrationId migration) {
        return Rejection.notFound("migration-not-found", "No migration has the id " + migration.value() + ".");
    }
}
