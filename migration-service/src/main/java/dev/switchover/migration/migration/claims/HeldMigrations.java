package dev.switchover.migration.migration.claims;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.migration.migration.domain.Migration;
import dev.switchover.migration.migration.domain.MigrationId;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.axonframework.modelling.command.Aggregate;

/**
 * Locks a migration for a command that decides on it: first the aggregate, then its row, as whatever the aggregate decides
 * alone takes them. The other way round each waits for the other.
 */
@Singleton
public class HeldMigrations {

    /** Where it stands, and who decides. */
    record Held(Standing standing, Aggregate<Migration> aggregate) {}

    private final Aggregates aggregates;
    private final Migrations migrations;

    HeldMigrations(Aggregates aggregates, Migrations migrations) {
        this.aggregates = aggregates;
        this.migrations = migrations;
    }

    Held alone(MigrationId migration) {
        return held(migration, migrations::lockAlone);
    }

    /** For whoever looks at what is done next in the same transaction: nothing else happens meanwhile. */
    public Standing hold(MigrationId migration) {
        return alone(migration).standing();
    }

    Held shared(MigrationId migration) {
        return held(migration, migrations::lockShared);
    }

    private Held held(MigrationId migration, Function<MigrationId, Standing> lock) {
        migrations.get(migration);
        var aggregate = aggregates.of(Migration.class).load(migration.toString());
        return new Held(lock.apply(migration), aggregate);
    }
}
