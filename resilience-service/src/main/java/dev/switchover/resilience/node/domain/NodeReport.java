package dev.switchover.resilience.node.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a node said of itself, and when. */
public record NodeReport(Instant at, List<GroupReport> groups) {

    public NodeReport {
        groups = List.copyOf(groups);
    }

    public Optional<GroupReport> of(Group group) {
        return groups.stream().filter(report -> report.group() == group).findFirst();
    }
}
