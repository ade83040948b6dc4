package dev.switchover.migration.supplier.claims;

import dev.switchover.kit.axon.AggregateVersions;
import dev.switchover.kit.http.Versioned;
import dev.switchover.migration.supplier.domain.RouteId;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** The version a route shows: how often it was defined. */
@Singleton
public class RouteVersion implements Versioned {

    private final AggregateVersions versions;

    RouteVersion(AggregateVersions versions) {
        this.versions = versions;
    }

    @Override
    public String kind() {
        return "route";
    }

    @Override
    public OptionalLong version(String id) {
        var last = versions.last(new RouteId(id).toString());
        return last.isPresent() ? OptionalLong.of(last.getAsLong() + 1) : last;
    }
}
