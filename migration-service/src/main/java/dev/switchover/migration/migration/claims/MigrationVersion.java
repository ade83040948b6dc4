package dev.switchover.migration.migration.claims;

import dev.switchover.kit.axon.AggregateVersions;
import dev.switchover.kit.http.Versioned;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** The version a migration shows: the number of its last event. */
@Singleton
public class MigrationVersion implements Versioned {

    private final AggregateVersions versions;

    MigrationVersion(AggregateVersions versions) {
        this.versions = versions;
    }

    @Override
    public String kind() {
        return "migration";
    }

    @Override
    public OptionalLong version(String id) {
        return versions.last("migration/" + id);
    }
}
