package dev.switchover.migration.supplier.view;

import java.time.Instant;
import java.util.List;

/** A route as operators see it; its trunks in the order of choice. */
public record RouteView(
        String id,
        String cluster,
        String prefix,
        List<TrunkName> trunks,
        boolean reserve,
        long version,
        Instant changedAt) {

    public record TrunkName(String supplier, String trunk) {}
}
