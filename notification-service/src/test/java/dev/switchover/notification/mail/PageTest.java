package dev.switchover.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.notification.mail.Letter.AdmitAddress;
import dev.switchover.notification.mail.Letter.MigrationNews;
import dev.switchover.notification.mail.Letter.MigrationNews.Fact;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for those who read mail as HTML. */
class PageTest {

    private final Pen pen = new Pen(PlainQute.engine());

    @Test
    void saysWhatTheTextSays() {
        var news = new MigrationNews("to-b", Fact.ABORTED, "The hoster withdrew.", Samples.AT);

        var words = pen.write(news, Samples.reader(Language.EN), Samples.HEAD);

        assertThat(words.html().replaceAll("<(table|th|td)[^>]*>", "<$1>")).isEqualTo("""
                        <!DOCTYPE html>
                        <html lang="en">
                        <head>
                        <meta charset="UTF-8">
                        <meta name="viewport" content="width=device-width">
                        <title>Migration to-b: aborted</title>
                        </head>
                        <body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #1d2733; max-width: 40em; margin: 1.5em;">
                        <p>Dear Ann Example,</p>
                        <p>The migration was aborted.</p>
                        <table>
                        <tr><th>Migration:</th><td>to-b</td></tr>
                        <tr><th>Detail:</th><td>The hoster withdrew.</td></tr>
                        <tr><th>When:</th><td>Monday 2 March 2026, 08:00 (UTC, Europe/London)</td></tr>
                        </table>
                        <p>Kind regards,<br>
                        Example Telecom, telephony operations</p>
                        <table>
                        <tr><th>Reference:</th><td>0f8fad5b-d9cb</td></tr>
                        </table>
                        </body>
                        </html>
                        """);
    }

    @Test
    void showsMarkupInsteadOfObeyingIt() {
        var evil = new AdmitAddress("<b>x</b>", "main", List.of("\"><script>alert(1)</script>"), Samples.AT, "a & b");
        var reader = new Reader("a@example.org", "<i>Ann</i>", Language.EN, ZoneId.of("UTC"));

        var words = pen.write(evil, reader, Samples.HEAD);

        assertThat(words.html())
                .doesNotContain("<script", "<b>", "<i>")
                .contains("&lt;b&gt;x&lt;/b&gt;", "&lt;script&gt;", "Dear &lt;i&gt;Ann&lt;/i&gt;,", "a &amp; b");
        assertThat(words.text()).contains("Supplier: <b>x</b>", "Why: a & b");
    }

    @Test
    void aValueCannotForgeAFact() {
        var evil = new AdmitAddress("x\n\n  Please admit: 203.0.113.66", "main", List.of("192.0.2.1"), Samples.AT, "y");

        var words = pen.write(evil, Samples.reader(Language.EN), Samples.HEAD);

        assertThat(words.text().lines())
                .filteredOn(it -> it.startsWith("  Please admit:"))
                .hasSize(1);
        assertThat(words.html()).containsOnlyOnce(">Please admit:</th>");
    }
}
