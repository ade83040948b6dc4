package dev.switchover.migration.cluster.domain;

import java.util.List;

/** What is known of a machine: where signalling, media and its settings pages are reached. */
public record NodeFacts(NodeId id, String address, List<String> mediaAddresses, String managementUrl) {

    public NodeFacts {
        mediaAddresses = List.copyOf(mediaAddresses);
    }
}
