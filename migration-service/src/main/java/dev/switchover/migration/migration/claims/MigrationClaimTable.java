package dev.switchover.migration.migration.claims;

import dev.switchover.kit.gate.Attestation;
import dev.switchover.migration.migration.domain.MigrationEvent.MigrationPlanned;
import dev.switchover.migration.migration.domain.MigrationId;
import dev.switchover.migration.migration.domain.Phase;
import dev.switchover.migration.migration.domain.RemovalStep;
import dev.switchover.migration.migration.domain.WaveEvent;
import dev.switchover.migration.migration.domain.WaveEvent.WavePlanned;
import dev.switchover.migration.migration.domain.WaveEvent.WaveStarted;
import dev.switchover.migration.migration.domain.WaveEvent.WaveWithdrawn;
import dev.switchover.migration.migration.domain.WavePhase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes claims.migration, claims.wave and claims.attestation. */
@Singleton
class MigrationClaimTable {

    private final Jdbi database;

    MigrationClaimTable(Jdbi database) {
        this.database = database;
    }

    void plan(MigrationPlanned event) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.migration (migration, cluster, source, target, phase, drain)
                        values (:migration, :cluster, :source, :target, 'PLANNED', :drain)
                        """)
                .bind("migration", event.migrationId())
                .bind("cluster", event.cluster())
                .bind("source", event.source())
                .bind("target", event.target())
                .bind("drain", event.drain())
                .execute());
    }

    void enter(MigrationId migration, Phase phase) {
        database.useHandle(
                handle -> handle.createUpdate("update claims.migration set phase = :phase where migration = :migration")
                        .bind("migration", migration)
                        .bind("phase", phase)
                        .execute());
    }

    void giveUp(MigrationId migration, Instant at) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.migration set phase = 'DECOMMISSIONED', given_up_at = :at where migration = :migration
                        """)
                .bind("migration", migration)
                .bind("at", at)
                .execute());
    }

    void remove(MigrationId migration, int removal) {
        database.useHandle(handle -> handle.createUpdate("""
                        update claims.migration set phase = 'REMOVING', removal = :removal where migration = :migration
                        """)
                .bind("migration", migration)
                .bind("removal", removal)
                .execute());
    }

    /** The step that stands open; null for none. */
    void waitFor(MigrationId migration, @Nullable RemovalStep step) {
        database.useHandle(handle -> handle.createUpdate(
                        "update claims.migration set open_step = :step where migration = :migration")
                .bind("migration", migration)
                .bind("step", step)
                .execute());
    }

    void plan(WavePlanned event) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.wave (migration, wave, phase, members, by_domain)
                        values (:migration, :wave, 'PLANNED', :members, :byDomain)
                        """)
                .bind("migration", event.migrationId())
                .bind("wave", event.wave())
                .bind("members", event.members())
                .bind("byDomain", event.membersByDomain())
                .execute());
    }

    /** As if it had never been planned. */
    void withdraw(WaveWithdrawn event) {
        database.useHandle(handle -> handle.createUpdate("""
                        with freed as (
                            delete from claims.wave_member where migration = :migration and wave = :wave)
                        delete from claims.wave where migration = :migration and wave = :wave
                        """)
                .bind("migration", event.migrationId())
                .bind("wave", event.wave())
                .execute());
    }

    /** Who was refused before may be told now. */
    void start(WaveStarted event) {
        database.useHandle(handle -> handle.createUpdate("""
                        with forgiven as (
                            update claims.wave_member set refusal = null
                             where migration = :migration and wave = :wave and refusal is not null)
                        update claims.wave set phase = 'ANNOUNCING', due = :due
                         where migration = :migration and wave = :wave
                        """)
                .bind("migration", event.migrationId())
                .bind("wave", event.wave())
                .bind("due", event.due())
                .execute());
    }

    void enter(WaveEvent event, WavePhase phase) {
        database.useHandle(handle -> handle.createUpdate(
                        "update claims.wave set phase = :phase where migration = :migration and wave = :wave")
                .bind("migration", event.migrationId())
                .bind("wave", event.wave())
                .bind("phase", phase)
                .execute());
    }

    void attest(MigrationId migration, Attestation attestation) {
        database.useHandle(handle -> handle.createUpdate("""
                        insert into claims.attestation (migration, gate, evidence, by_whom, at)
                        values (:migration, :gate, :evidence, :by, :at)
                        on conflict (migration, gate) do update
                           set evidence = excluded.evidence, by_whom = excluded.by_whom, at = excluded.at
                        """)
                .bind("migration", migration)
                .bind("gate", attestation.gate())
                .bind("evidence", attestation.evidence())
                .bind("by", attestation.by())
                .bind("at", attestation.at())
                .execute());
    }

    /** The last word for a gate. */
    Optional<Attestation> attestation(MigrationId migration, String gate) {
        return database.withHandle(handle -> handle.createQuery("""
                        select gate, evidence, by_whom as by, at from claims.attestation
                         where migration = :migration and gate = :gate
                        """)
                .bind("migration", migration)
                .bind("gate", gate)
                .mapTo(Attestation.class)
                .findOne());
    }
}
