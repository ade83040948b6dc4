package dev.switchover.resilience.node.driver.http;

import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.ReportedState;
import dev.switchover.resilience.node.driver.Status;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the webhook answers. */
record NodeAnswer(
        @Nullable Integer exitCode,
        @Nullable String output,
        @Nullable List<@Nullable GroupStatus> status,
        @Nullable List<@Nullable MdsStatus> mds,
        @Nullable List<@Nullable CheckStatus> checks,
        @Nullable String page) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:-]{1,40}");

    record GroupStatus(
            @Nullable String group,
            @Nullable String state,
            @Nullable Long epoch,
            @Nullable Long position,
            @Nullable Integer running,
            @Nullable String attested) {

        private Optional<GroupReport> report() {
            if (group == null || state == null || epoch == null) {
                return Optional.empty();
            }
            var said = ReportedState.valueOf(state.toUpperCase(Locale.ROOT));
            return Optional.of(new GroupReport(Group.of(group), said, epoch, position, running, attested));
        }
    }

    record MdsStatus(
            @Nullable String mds,
            @Nullable String state,
            @Nullable Long epoch,
            @Nullable String also) {

        private Optional<MdsReport> report() {
            var isUnderstood = "registered".equals(state) || "absent".equals(state);
            return mds == null || epoch == null || !isUnderstood
                    ? Optional.empty()
                    : Optional.of(new MdsReport(mds, "registered".equals(state), epoch, another()));
        }

        private @Nullable String another() {
            if (also == null || also.isBlank()) {
                return null;
            }
            return NAME.matcher(also).matches() ? also : "another";
        }
    }

    record CheckStatus(
            @Nullable String check,
            @Nullable String state,
            @Nullable String at,
            @Nullable String output) {

        private Check report() {
            if (check == null || at == null || !NAME.matcher(check).matches()) {
                return Check.unreadable(this.toString());
            }
            try {
                var isUnderstood = "passed".equals(state) || "failed".equals(state);
                var says = Objects.requireNonNullElse(output, "");
                return isUnderstood
                        ? new Check(check, "passed".equals(state), Instant.parse(at), says)
                        : Check.unreadable(this.toString());
            } catch (DateTimeParseException e) {
                return Check.unreadable(this.toString());
            }
        }
    }

    /** Empty if nothing is said, or anything but a check is not understood or comes twice: half a status is none. */
    Optional<Status> read() {
        if (page != null && !page.equals("active") && !page.equals("inactive")) {
            return Optional.empty();
        }
        try {
            return all(status, GroupStatus::report).flatMap(groups -> all(mds, MdsStatus::report)
                    .flatMap(some -> new Status(groups, some, checked(), marked(), null).whole()));
        } catch (IllegalArgumentException e) { // no such group or state
            return Optional.empty();
        }
    }

    private List<Check> checked() {
        return Objects.requireNonNullElse(checks, List.<@Nullable CheckStatus>of()).stream()
                .filter(Objects::nonNull)
                .map(CheckStatus::report)
                .toList();
    }

    private @Nullable Boolean marked() {
        return page == null ? null : Boolean.valueOf(page.equals("active"));
    }

    /** None of what was not said is nothing; any that is not understood makes it all worthless. */
    private static <T, R> Optional<List<R>> all(@Nullable List<@Nullable T> said, Function<T, Optional<R>> understand) {
        var all = Objects.requireNonNullElse(said, List.<@Nullable T>of());
        var understood = all.stream()
                .flatMap(one -> one == null ? Stream.<R>empty() : understand.apply(one).stream())
                .toList();
        return understood.size() == all.size() ? Optional.of(understood) : Optional.empty();
    }
}
