package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what the action {@code status} prints: {@code GROUP STATE EPOCH [position=N] [running=N] [attested=NAME]}, a line per group. */
public final class StatusText {

    private static final Pattern LINE =
            Pattern.compile("(data|management|telephony|services) (active|draining|inactive|failed) (\\d{1,18})"
                    + "(?: position=(\\d{1,18}))?(?: running=(\\d{1,9}))?(?: attested=([A-Za-z0-9._:-]+))?");

    private StatusText() {}

    /** Empty if any line is not understood, a group comes twice, or nothing is said: half a status is none. */
    public static Optional<List<GroupReport>> read(String output) {
        var reports = new ArrayList<GroupReport>();
        var seen = EnumSet.noneOf(Group.class);
        for (var line : output.strip().lines().toList()) {
            var words = LINE.matcher(line.strip());
            if (!words.matches() || !seen.add(Group.of(words.group(1)))) {
                return Optional.empty();
            }
            reports.add(report(words));
        }
        return reports.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(reports));
    }

    private static GroupReport report(Matcher words) {
        return new GroupReport(
                Group.of(words.group(1)),
                ReportedState.valueOf(words.group(2).toUpperCase(Locale.ROOT)),
                Long.parseLong(words.group(3)),
                number(words.group(4)),
                count(words.group(5)),
                words.group(6));
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    private static @Nullable Integer count(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
