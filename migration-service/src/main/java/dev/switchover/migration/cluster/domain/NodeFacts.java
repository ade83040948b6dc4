package dev.switchover.migration.cluster.domain;

import dev.switchover.kit.address.HostAddress;
import dev.switchover.migration.cluster.domain.ClusterCommand.CorrectNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What is known of a machine: where signalling, media and its settings pages are reached. */
public record NodeFacts(NodeId id, String address, List<String> mediaAddresses, String managementUrl) {

    public NodeFacts {
        mediaAddresses = List.copyOf(mediaAddresses);
    }

    /** Where the settings pages of a node are, unless somebody says otherwise. */
    public static String usualPage(String address) {
        return "https://" + (address.contains(":") ? "[" + address + "]" : address) + "/";
    }

    /** Where calls are reached: signalling first, then media. */
    List<String> addresses() {
        return Stream.concat(Stream.of(address), mediaAddresses.stream()).toList();
    }

    boolean has(String wanted) {
        return addresses().stream().map(HostAddress::of).anyMatch(HostAddress.of(wanted)::equals);
    }

    /** The settings pages move along with the address if they are where they usually are. */
    NodeFacts corrected(CorrectNode command) {
        var right = Objects.requireNonNullElse(command.address(), address);
        var page = managementUrl.equals(usualPage(address)) ? usualPage(right) : managementUrl;
        return new NodeFacts(
                id,
                right,
                Objects.requireNonNullElse(command.mediaAddresses(), mediaAddresses),
                Objects.requireNonNullElse(command.managementUrl(), page));
    }
}
