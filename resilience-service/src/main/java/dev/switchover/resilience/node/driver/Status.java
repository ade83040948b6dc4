package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.NodeReport;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node said of itself, understood whole. */
public record Status(
        List<GroupReport> groups,
        List<MdsReport> mds,
        @Nullable Boolean page,
        @Nullable Integer script) {

    /** Empty if no group is named, or anything twice: half a status is none. */
    public static Optional<Status> of(
            List<GroupReport> groups, List<MdsReport> mds, @Nullable Boolean page, @Nullable Integer script) {
        var names = new HashSet<Object>();
        var isEachOnce = groups.stream().allMatch(one -> names.add(one.group()))
                && mds.stream().allMatch(one -> names.add(one.mds()));
        return groups.isEmpty() || !isEachOnce ? Optional.empty() : Optional.of(new Status(groups, mds, page, script));
    }

    NodeReport at(Instant asked) {
        return new NodeReport(asked, groups, mds, page, script);
    }
}
