package dev.switchover.resilience.node.driver;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.NodeReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a node said of itself. */
public record Status(
        List<GroupReport> groups,
        List<MdsReport> mds,
        List<Check> checks,
        @Nullable Boolean page,
        @Nullable Integer script) {

    /** Of two words on one check the worse counts: a status is worth more than what was tried out. */
    public Status {
        checks = List.copyOf(checks.stream()
                .collect(toMap(Check::name, identity(), (one, other) -> one.passed() ? other : one, TreeMap::new))
                .values());
    }

    /** Empty if no group is named, or a group or media server twice: half a status is none. */
    public Optional<Status> whole() {
        var isEachOnce = isEachOnce(groups, GroupReport::group) && isEachOnce(mds, MdsReport::mds);
        return groups.isEmpty() || !isEachOnce ? Optional.empty() : Optional.of(this);
    }

    private static <T> boolean isEachOnce(List<T> all, Function<T, Object> name) {
        return all.stream().map(name).distinct().count() == all.size();
    }

    NodeReport at(Instant asked, UnaryOperator<String> printable) {
        var said = checks.stream().map(check -> check.saying(printable)).toList();
        return new NodeReport(asked, groups, mds, said, page, script);
    }
}
