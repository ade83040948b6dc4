package dev.switchover.resilience.measuring.rest;

import dev.switchover.resilience.measuring.domain.Expectation;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.Figures.Seen;
import dev.switchover.resilience.measuring.view.Report;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report as one page for a printer. Everything in it is made by machine or is a slug, and is escaped all the same. */
record ReportPage(Report report) {

    private static final String UNKNOWN = "UNKNOWN";

    String html() {
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <title>%s: %s %d</title>
            <style>
            body { font: 11pt/1.4 sans-serif; margin: 2cm; }
            table { border-collapse: collapse; margin: .5em 0 1.5em; }
            th, td { border: 1px solid #999; padding: .2em .6em; text-align: left; }
            .drill { border: 2px solid; padding: .2em .6em; }
            @media print { body { margin: 0; } }
            </style>
            </head>
            <body>
            <h1>%s: %s %d</h1>
            %s<p>%s, order %s, begun %s, ended %s, took %s: %s%s</p>
            <h2>Felt from outside</h2>
            <table>
            <tr><th>what</th><th>predicted</th><th>predicted loss</th><th>source</th><th>longest gap</th><th>lost probes</th><th>two served</th><th>nobody looked</th></tr>
            %s</table>
            <h2>Steps</h2>
            <table>
            <tr><th>step</th><th>begun</th><th>predicted</th><th>took</th><th>outcome</th></tr>
            %s</table>
            <h2>To be proven when it ended</h2>
            %s
            <h2>Earlier ones</h2>
            <table>
            <tr><th>number</th><th>what</th><th>begun</th><th>outcome</th><th>longest gaps</th></tr>
            %s</table>
            </body>
            </html>
            """.formatted(
                        escaped(report.deployment()),
                        report.direction().toLowerCase(Locale.ROOT),
                        report.number(),
                        escaped(report.deployment()),
                        report.direction().toLowerCase(Locale.ROOT),
                        report.number(),
                        report.drill() ? "<p class=\"drill\">DRILL</p>\n" : "",
                        report.kind(),
                        or(report.order()),
                        report.startedAt(),
                        or(report.endedAt()),
                        seconds(report.took()),
                        or(report.outcome()),
                        report.reason() == null ? "" : ", " + escaped(report.reason()),
                        report.figures().stream().map(this::line).collect(Collectors.joining()),
                        report.steps().stream().map(ReportPage::step).collect(Collectors.joining()),
                        owed(),
                        report.history().stream().map(ReportPage::earlier).collect(Collectors.joining()));
    }

    private String owed() {
        if (report.open().isEmpty()) {
            return "<p>nothing</p>";
        }
        var rows = report.open().stream().map(ReportPage::owed).collect(Collectors.joining());
        return "<table>\n<tr><th>what</th><th>proven since</th></tr>\n" + rows + "</table>";
    }

    private static String owed(Report.Owed owed) {
        var what = owed.what() == null ? owed.id() : owed.id() + ": " + owed.what();
        var by = owed.metBy() == null ? "" : " by " + owed.metBy();
        return row(what, owed.metAt() == null ? "still to be proven" : owed.metAt() + by);
    }

    private String line(Report.Line line) {
        var predicted = line.predicted();
        var measured = line.measured();
        if (line.seen() == Seen.NOT_YET) {
            var yet = report.endedAt() == null ? "being measured" : "being evaluated";
            return row(
                    predicted.thing(),
                    seconds(predicted.gap()),
                    loss(predicted.loss()),
                    predicted.source(),
                    yet,
                    yet,
                    yet,
                    yet);
        }
        return row(
                predicted.thing(),
                seconds(predicted.gap()),
                loss(predicted.loss()),
                predicted.source(),
                measured == null ? UNKNOWN : gap(measured),
                measured == null ? UNKNOWN : lost(measured),
                measured == null ? UNKNOWN : seconds(measured.overlap()),
                measured == null ? "the whole time" : seconds(measured.unknown()));
    }

    /** A time nobody looked at may have been worse. */
    private static String gap(Figures measured) {
        return switch (measured.seen()) {
            case WHOLLY -> seconds(measured.gap());
            case PARTLY -> seconds(measured.gap()) + " at least, " + UNKNOWN + " " + unseen(measured);
            case NOT, NOT_YET -> UNKNOWN;
        };
    }

    private static String unseen(Figures measured) {
        var pauses = "for " + seconds(measured.unknown());
        if (!measured.downBefore()) {
            return pauses;
        }
        var before = "how long it was down before the first look";
        return measured.leavesMuchUnseen() ? before + ", and " + pauses : before;
    }

    private static String lost(Figures measured) {
        return measured.seen() == Seen.NOT ? UNKNOWN : measured.lost() + " of " + measured.probes();
    }

    private static String loss(Expectation.@Nullable Loss loss) {
        return loss == null ? UNKNOWN : loss.count() + " " + loss.of();
    }

    private static String step(Report.StepTime step) {
        return row(
                step.step(),
                step.startedAt().toString(),
                seconds(step.predicted()),
                seconds(step.took()),
                step.state());
    }

    private static String earlier(Report.Earlier run) {
        var gaps =
                run.measured().stream().map(one -> one.thing() + " " + gap(one)).collect(Collectors.joining(", "));
        return row(
                String.valueOf(run.number()),
                run.direction() + " " + run.kind() + (run.drill() ? " DRILL" : ""),
                run.startedAt().toString(),
                or(run.outcome()),
                gaps.isEmpty() ? UNKNOWN : gaps);
    }

    private static String row(String... cells) {
        return "<tr>"
                + java.util.Arrays.stream(cells)
                        .map(cell -> "<td>" + escaped(cell) + "</td>")
                        .collect(Collectors.joining())
                + "</tr>\n";
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? UNKNOWN : String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    private static String or(@Nullable Object value) {
        return value == null ? UNKNOWN : String.valueOf(value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
