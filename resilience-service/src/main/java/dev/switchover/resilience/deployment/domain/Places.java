package dev.switchover.resilience.deployment.domain;

import dev.switchover.kit.address.HostAddress;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.plan.domain.Definition;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How Main and Standby were last reached without people, by name; also where a node has another name by now, or is reached
 * by people: the machine that was meant is still there.
 */
record Places(List<Place> named) {

    /** A node's machine, as it was named. */
    record Place(NodeId node, Access access) {}

    Places {
        named = List.copyOf(named);
    }

    /** A snapshot from before has none. */
    static Places of(@Nullable Places before, Definition definition) {
        var now = Stream.of(definition.main(), definition.standby())
                .filter(node -> !(node.access() instanceof Access.Manual))
                .map(node -> new Place(node.id(), node.access()))
                .toList();
        var kept = before == null
                ? Stream.<Place>empty()
                : before.named().stream().filter(old -> now.stream()
                        .noneMatch(place -> place.node().equals(old.node())));
        return new Places(Stream.concat(kept, now.stream()).toList());
    }

    /** By one name, as well as can be told without taking addresses apart; null where people go. */
    static @Nullable String machine(Access access) {
        return switch (access) {
            case Access.Manual manual -> null;
            case Access.Ssh ssh -> ssh.user() + "@" + HostAddress.of(ssh.host()).meaning() + ":" + ssh.port();
            case Access.Http http -> http.url().toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        };
    }

    Optional<Access> of(NodeId node) {
        return named.stream()
                .filter(place -> place.node().equals(node))
                .map(Place::access)
                .findFirst();
    }
}
