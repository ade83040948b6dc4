package dev.switchover.migration.cluster.claims;

import dev.switchover.kit.address.HostAddress;
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

    /** What the other has as well, however it is spelt. */
    public List<String> addressesSharedWith(ClaimedNode other) {
        var others = other.allAddresses().stream().map(HostAddress::of).toList();
        return allAddresses().stream()
                .filter(address -> others.contains(HostAddress.of(address)))
                .toList();
    }
}
