package dev.switchover.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.notification.mail.Letter.AdmitAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ComposerTest {

    private static final String REFERENCE = "0f8fad5b-d9cb";

    private final Composer composer = new Composer(new Pen(PlainQute.engine()), config());

    @Test
    void theHeadersSayWhoWhenAndThatNobodyTypedIt() throws Exception {
        var mail = parsed(composer.compose(Samples.admitAddress(), Samples.reader(Language.RU), REFERENCE, Samples.AT));

        assertThat(mail.getMessageID()).isEqualTo("<0f8fad5b-d9cb@telecom.example>");
        assertThat(mail.getFrom()).containsExactly(address("noc@telecom.example", "Пример Телеком"));
        assertThat(mail.getAllRecipients()).containsExactly(address("noc@carrier.example", "Анна Пример"));
        assertThat(mail.getSubject()).isEqualTo("Просим разрешить наш новый адрес на транке main");
        assertThat(mail.getSentDate()).isEqualTo(Samples.AT);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentLanguage()).containsExactly("ru");
    }

    @Test
    void theSameTextIsThereTwice() throws Exception {
        var mail = parsed(composer.compose(Samples.admitAddress(), Samples.reader(Language.FR), REFERENCE, Samples.AT));

        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("À autoriser : 198.51.100.20\r\n");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("text/html; charset=UTF-8");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<html lang=\"fr\">", ">À autoriser :</th>", ">198.51.100.20</td>");
    }

    @Test
    void theBytesAreFitForTheWire() {
        var sheet = composer.compose(Samples.admitAddress(), Samples.reader(Language.RU), REFERENCE, Samples.AT);

        var wire = sheet.mime();
        assertThat(wire).doesNotContain("\ufffd").doesNotContainPattern("[^\\x00-\\x7f]");
        assertThat(wire).doesNotContainPattern("(?<!\r)\n|\r(?!\n)");
        assertThat(wire.lines()).allMatch(line -> line.length() <= 998);
        assertThat(sheet.sha256()).hasSize(64);
    }

    @Test
    void aValueCannotAddAHeader() throws Exception {
        var evil = new AdmitAddress(
                "x", "main\r\nBcc: victim@example.org\r\n\r\nhello", List.of("192.0.2.1"), Samples.AT, "y");

        var mail = parsed(composer.compose(evil, Samples.reader(Language.EN), REFERENCE, Samples.AT));

        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(Collections.list(mail.getAllHeaders())).hasSize(9);
        assertThat(mail.getSubject())
                .isEqualTo("Please admit our new address on trunk main Bcc: victim@example.org hello");
    }

    @Test
    void aNameCannotAddARecipient() throws Exception {
        var reader =
                new Reader("a@example.org", "A\r\nCc: b@example.org, \"<c@example.org>", Language.EN, ZoneId.of("UTC"));

        var mail = parsed(composer.compose(Samples.admitAddress(), reader, REFERENCE, Samples.AT));

        assertThat(mail.getHeader("Cc")).isNull();
        assertThat(mail.getAllRecipients())
                .extracting(it -> ((InternetAddress) it).getAddress())
                .containsExactly("a@example.org");
    }

    private static MimeMessage parsed(Sheet sheet) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(sheet.bytes()));
    }

    private static InternetAddress address(String email, String name) throws IOException {
        return new InternetAddress(email, name, "UTF-8");
    }

    private static MailConfig config() {
        return new MailConfig() {
            @Override
            public String from() {
                return "noc@telecom.example";
            }

            @Override
            public String sender() {
                return "Пример Телеком";
            }
        };
    }
}
