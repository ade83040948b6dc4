package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the action {@code status} prints: {@code GROUP STATE EPOCH [position=N] [running=N] [attested=NAME]}, a line
 * per group, {@code mds NAME registered|absent EPOCH}, a line per media server that the node could ask, {@code page
 * active|inactive} if it has a role page, and {@code script VERSION} if the script for nodes says it and is none of the first.
 * What a later script has to say besides begins with {@code x-}, and is skipped.
 */
public final class StatusText {

    private static final Pattern GROUP =
            Pattern.compile("(data|management|telephony|services) (active|draining|inactive|failed) (\\d{1,18})"
                    + "(?: position=(\\d{1,18}))?(?: running=(\\d{1,9}))?(?: attested=([A-Za-z0-9._:-]+))?");
    private static final Pattern MDS = Pattern.compile("mds ([A-Za-z0-9._:-]+) (registered|absent) (\\d{1,18})");

    private static final Pattern PAGE = Pattern.compile("page (active|inactive)");
    private static final Pattern SCRIPT = Pattern.compile("script (\\d{1,9})");

    private static final String LATER = "x-";

    private StatusText() {}

    /** Empty if any line is not understood, anything comes twice, or nothing is said: half a status is none. */
    public static Optional<Status> read(String output) {
        var groups = new ArrayList<GroupReport>();
        var mds = new ArrayList<MdsReport>();
        Boolean page = null;
        Integer script = null;
        for (var line : output.strip()
                .lines()
                .map(String::strip)
                .filter(said -> !said.startsWith(LATER))
                .toList()) {
            var group = GROUP.matcher(line);
            var registration = MDS.matcher(line);
            var shown = PAGE.matcher(line);
            var version = SCRIPT.matcher(line);
            if (group.matches()) {
                groups.add(report(group));
            } else if (registration.matches()) {
                mds.add(registration(registration));
            } else if (shown.matches() && page == null) {
                page = shown.group(1).equals("active");
            } else if (version.matches() && script == null) {
                script = Integer.valueOf(version.group(1));
            } else {
                return Optional.empty();
            }
        }
        return Status.of(groups, mds, page, script);
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

    private static MdsReport registration(Matcher words) {
        return new MdsReport(words.group(1), words.group(2).equals("registered"), Long.parseLong(words.group(3)));
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    private static @Nullable Integer count(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
