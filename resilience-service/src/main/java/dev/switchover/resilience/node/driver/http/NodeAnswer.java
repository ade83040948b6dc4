package dev.switchover.resilience.node.driver.http;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the webhook answers. */
record NodeAnswer(
        @Nullable Integer exitCode,
        @Nullable String output,
        @Nullable List<@Nullable GroupStatus> status) {

    record GroupStatus(
            @Nullable String group,
            @Nullable String state,
            @Nullable Long epoch,
            @Nullable Long position,
            @Nullable Integer running,
            @Nullable String attested) {

        private Stream<GroupReport> report() {
            if (group == null || state == null || epoch == null) {
                return Stream.empty();
            }
            var said = ReportedState.valueOf(state.toUpperCase(Locale.ROOT));
            return Stream.of(new GroupReport(Group.of(group), said, epoch, position, running, attested));
        }
    }

    /** Empty if nothing is said, or anything is not understood, or a group comes twice: half a status is none. */
    Optional<List<GroupReport>> reports() {
        if (status == null || status.isEmpty()) {
            return Optional.empty();
        }
        try {
            var seen = EnumSet.noneOf(Group.class);
            var reports = status.stream()
                    .flatMap(one -> one == null ? Stream.empty() : one.report())
                    .filter(report -> seen.add(report.group()))
                    .toList();
            return reports.size() == status.size() ? Optional.of(reports) : Optional.empty();
        } catch (IllegalArgumentException e) { // no such group or state
            return Optional.empty();
        }
    }
}
