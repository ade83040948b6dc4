package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.axon.AggregateVersions;
import dev.switchover.kit.http.Versioned;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** The version a cluster shows: how many events it has. */
@Singleton
public class ClusterVersion implements Versioned {

    private final AggregateVersions versions;

    ClusterVersion(AggregateVersions versions) {
        this.versions = versions;
    }

    @Override
    public String kind() {
        return "cluster";
    }

    @Override
    public OptionalLong version(String id) {
        var last = versions.last("cluster/" + id);
        return last.isPresent() ? OptionalLong.of(last.getAsLong() + 1) : last;
    }
}
