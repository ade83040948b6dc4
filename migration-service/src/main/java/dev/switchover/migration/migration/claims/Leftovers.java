package dev.switchover.migration.migration.claims;

import dev.switchover.migration.migration.domain.LeftByAbort;
import dev.switchover.migration.migration.domain.MigrationGate;
import dev.switchover.migration.supplier.claims.MovesUnderWay;
import dev.switchover.migration.supplier.claims.MovesUnderWay.OnItsWay;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** What people have done for a migration, so that an abort can say what is left of it. */
@Singleton
public class Leftovers {

    private final Jdbi database;
    private final MovesUnderWay moves;

    Leftovers(Jdbi database, MovesUnderWay moves) {
        this.database = database;
        this.moves = moves;
    }

    /** In words, by what stands now. Whoever asks holds the migration; registrations come no further meanwhile. */
    public List<String> of(Standing migration) {
        return of(migration, moves.hold(migration.cluster(), migration.source()));
    }

    List<String> of(Standing migration, List<OnItsWay> onTheirWay) {
        var released = onTheirWay.stream()
                .filter(move -> move.trunk().nodes().isEmpty())
                .map(move -> "the registration of %s is on no node: register it on %s, there is a task for it"
                        .formatted(move.trunk().ref(), move.endsOn()));
        return Stream.concat(putReady(migration).stream().map(LeftByAbort::text), released)
                .toList();
    }

    private List<LeftByAbort> putReady(Standing migration) {
        var found = look(migration);
        var left = new ArrayList<LeftByAbort>();
        if (found.target()) {
            left.add(LeftByAbort.TARGET);
        }
        if (found.admissions()) {
            left.add(LeftByAbort.ADMISSIONS);
        }
        if (found.registrations()) {
            left.add(LeftByAbort.REGISTRATIONS);
        }
        if (found.names()) {
            left.add(LeftByAbort.NAMES);
        }
        return left;
    }

    record Found(boolean target, boolean admissions, boolean registrations, boolean names) {}

    private Found look(Standing migration) {
        return database.withHandle(handle -> handle.createQuery("""
                        select exists (select from claims.replication
                                        where cluster = :cluster and node = :target and phase <> 'NOT_RUNNING') target,
                               exists (select from claims.authorisation
                                        where migration = :migration
                                          and standing in ('REQUESTED', 'ACKNOWLEDGED', 'PROVEN')) admissions,
                               exists (select from claims.trunk
                                        where cluster = :cluster and authorisation = 'REGISTRATION'
                                          and :target = any(nodes)) registrations,
                               exists (select from claims.attestation
                                        where migration = :migration and gate = :names)
                               or exists (select from claims.wave
                                           where migration = :migration and by_domain > 0
                                             and phase not in ('PLANNED', 'WITHDRAWN')) names
                        """)
                .bind("cluster", migration.cluster())
                .bind("target", migration.target())
                .bind("migration", migration.migration())
                .bind("names", MigrationGate.DNS_TTL_LOWERED.id())
                .mapTo(Found.class)
                .one());
    }
}
