package dev.switchover.resilience.node.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a node said of itself, and when.
 *
 * @param mds the media servers that it could ask
 * @param checks what it has tried out, each name once
 * @param page whether its role page says active; null if it has none
 * @param script the version of the script for nodes; null if none says it
 */
public record NodeReport(
        Instant at,
        List<GroupReport> groups,
        List<MdsReport> mds,
        List<Check> checks,
        @Nullable Boolean page,
        @Nullable Integer script) {

    public NodeReport {
        groups = List.copyOf(groups);
        mds = List.copyOf(mds);
        checks = List.copyOf(checks);
    }

    public NodeReport(Instant at, List<GroupReport> groups) {
        this(at, groups, List.of(), List.of(), null, null);
    }

    public Optional<GroupReport> of(Group group) {
        return groups.stream().filter(report -> report.group() == group).findFirst();
    }

    /** Empty if the node does not say, so nobody knows. */
    public Optional<MdsReport> ofMds(String name) {
        return mds.stream().filter(report -> report.mds().equals(name)).findFirst();
    }
}
