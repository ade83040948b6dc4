package dev.switchover.resilience.node.driver;

import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.ReportedState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the action {@code status} prints: {@code GROUP STATE EPOCH [position=N] [running=N] [attested=NAME]}, a line
 * per group, {@code mds NAME registered|absent [also=NAME] EPOCH}, a line per media server that the node could ask, {@code check
 * NAME passed|failed at=SECONDS [WORDS]}, a line per check, by Unix time, {@code page active|inactive} if it has a role page, and
 * {@code script VERSION} if the script for nodes says it and is none of the first.
 * What a later script has to say besides begins with {@code x-}, and is skipped.
 */
public final class StatusText {

    private static final Pattern GROUP =
            Pattern.compile("(data|management|telephony|services) (active|draining|inactive|failed) (\\d{1,18})"
                    + "(?: position=(\\d{1,18}))?(?: running=(\\d{1,9}))?(?: attested=([A-Za-z0-9._:-]+))?");
    private static final Pattern MDS =
            Pattern.compile("mds ([A-Za-z0-9._:-]+) (registered|absent)(?: also=([A-Za-z0-9._:-]+))? (\\d{1,18})");
    private static final Pattern CHECK =
            Pattern.compile("check ([A-Za-z0-9._:-]{1,40}) (passed|failed) at=(\\d{1,11})(?:\\s(.*))?", Pattern.DOTALL);
    private static final Pattern PAGE = Pattern.compile("page (active|inactive)");
    private static final Pattern SCRIPT = Pattern.compile("script (\\d{1,9})");

    private static final String LATER = "x-";
    private static final String ABOUT_A_CHECK = "(?s)check(\\s.*)?";

    private StatusText() {}

    /**
     * Empty if any line but of a check is not understood, a group or media server comes twice, or nothing is said: half a
     * status is none.
     */
    public static Optional<Status> read(String output) {
        var groups = new ArrayList<GroupReport>();
        var mds = new ArrayList<MdsReport>();
        var checks = new ArrayList<Check>();
        Boolean page = null;
        Integer script = null;
        for (var line : Stream.of(output.strip().split("\n"))
                .map(String::strip)
                .filter(said -> !said.startsWith(LATER))
                .toList()) {
            var group = GROUP.matcher(line);
            var registration = MDS.matcher(line);
            var tried = CHECK.matcher(line);
            var shown = PAGE.matcher(line);
            var version = SCRIPT.matcher(line);
            if (group.matches()) {
                groups.add(report(group));
            } else if (registration.matches()) {
                mds.add(registration(registration));
            } else if (line.matches(ABOUT_A_CHECK)) {
                checks.add(tried.matches() ? check(tried) : Check.unreadable(line));
            } else if (shown.matches() && page == null) {
                page = shown.group(1).equals("active");
            } else if (version.matches() && script == null) {
                script = Integer.valueOf(version.group(1));
            } else {
                return Optional.empty();
            }
        }
        return new Status(groups, mds, checks, page, script).whole();
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
        return new MdsReport(
                words.group(1), words.group(2).equals("registered"), Long.parseLong(words.group(4)), words.group(3));
    }

    private static Check check(Matcher words) {
        return new Check(
                words.group(1),
                words.group(2).equals("passed"),
                Instant.ofEpochSecond(Long.parseLong(words.group(3))),
                Objects.requireNonNullElse(words.group(4), ""));
    }

    private static @Nullable Long number(@Nullable String digits) {
        return digits == null ? null : Long.valueOf(digits);
    }

    private static @Nullable Integer count(@Nullable String digits) {
        return digits == null ? null : Integer.valueOf(digits);
    }
}
