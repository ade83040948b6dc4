package dev.switchover.embedded;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The two pages of the catcher. What a mail says is escaped; its HTML part is shown in a sandbox. */
final class MailHtml {

    private static final String FRAME = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; }
            pre { white-space: pre-wrap; border: 1px solid #ccc; padding: 1rem; }
            iframe { width: 100%%; height: 30rem; border: 1px solid #ccc; }
            </style>
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    private MailHtml() {}

    static String list(List<Mail> mails) {
        var rows = mails.reversed().stream().map(MailHtml::row).collect(Collectors.joining("\n"));
        return FRAME.formatted("Mails", """
                <h1>Mails caught: %d</h1>
                <p>Nothing was sent to anybody. The same as JSON: <a href="/api/mails">/api/mails</a></p>
                <table>
                <tr><th>No.</th><th>Received</th><th>To</th><th>Language</th><th>Subject</th></tr>
                %s
                </table>
                """.formatted(mails.size(), rows));
    }

    private static String row(Mail mail) {
        return "<tr><td>%d</td><td>%s</td><td>%s</td><td>%s</td><td><a href=\"/mails/%d\">%s</a></td></tr>"
                .formatted(
                        mail.number(),
                        mail.receivedAt(),
                        escape(mail.recipient()),
                        escape(mail.language()),
                        mail.number(),
                        mail.subject() == null ? "(no subject)" : escape(mail.subject()));
    }

    static String one(Mail mail) {
        var html = mail.text("text/html").isEmpty()
                ? ""
                : "<h2>HTML</h2><iframe sandbox title=\"HTML part\" src=\"/mails/" + mail.number()
                        + ".html\"></iframe>";
        return FRAME.formatted(escape(mail.subject()), """
                <p><a href="/">All mails</a> · <a href="%s">the bytes as received</a></p>
                <h1>%s</h1>
                <p>From %s<br>To %s<br>Received %s<br>Message-ID %s<br>Language %s</p>
                <pre>%s</pre>
                %s
                """.formatted(
                        mail.raw(),
                        escape(mail.subject()),
                        escape(mail.from()),
                        escape(mail.recipient()),
                        mail.receivedAt(),
                        escape(mail.messageId()),
                        escape(mail.language()),
                        escape(mail.text("text/plain")),
                        html));
    }

    private static String escape(@Nullable String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }
}
