package dev.switchover.migration.cluster.claims;

import java.util.List;
import java.util.stream.Stream;

/** A node as the claims know it. */
public record ClaimedNode(
        String cluster, String node, String address, List<String> mediaAddresses, String managementUrl, boolean live) {

    /** Every address that others must admit: signalling first, then media. */
    public List<String> allAddresses() {
        return Stream.concat(Stream.of(address), mediaAddresses.stream())
                .distinct()
                .toList();
    }
}
