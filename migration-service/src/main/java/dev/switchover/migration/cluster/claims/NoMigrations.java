package dev.switchover.migration.cluster.claims;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Stands in where migrations are not decided. */
@Singleton
@DefaultBean
class NoMigrations implements MigrationPlans {

    @Override
    public Optional<MigrationPlan> find(String migration) {
        return Optional.empty();
    }
}
