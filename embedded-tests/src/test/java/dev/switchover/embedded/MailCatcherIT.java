package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailCatcherIT {

    @TempDir
    Path directory;

    private MailCatcher catcher;

    @BeforeEach
    void start() {
        catcher = MailCatcher.start(directory, 0, 0);
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void aMailIsKeptAsItWasSent() throws Exception {
        var sent = mail("Новый адрес", "<p>Привет</p>");
        send(sent);

        var caught = catcher.mails().getFirst();

        assertThat(caught.recipient()).isEqualTo("noc@supplier.example");
        assertThat(caught.subject()).isEqualTo("Новый адрес");
        assertThat(caught.language()).isEqualTo("ru");
        assertThat(caught.messageId()).isEqualTo(sent.getMessageID());
        assertThat(caught.text("text/html")).isEqualTo("<p>Привет</p>");
        assertThat(get(caught.raw()).body()).isEqualTo(bytes(sent));
    }

    @Test
    void mailsSurviveARestart() throws Exception {
        send(mail("first", "x"));
        catcher.close();
        catcher = MailCatcher.start(directory, 0, 0);
        send(mail("second", "x"));

        assertThat(catcher.mails()).extracting(Mail::number).containsExactly(1L, 2L);
        assertThat(catcher.mails()).extracting(Mail::subject).containsExactly("first", "second");
    }

    @Test
    void thePageShowsMailsAndRunsNothingInThem() throws Exception {
        send(mail("<script>alert(1)</script>", "<b>bold</b>"));

        assertThat(get("/").body()).contains("Mails caught: 1").doesNotContain("<script>");
        assertThat(get("/mails/1").body()).contains("iframe sandbox").doesNotContain("<b>bold</b>");
        assertThat(get("/mails/1.html").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    }

    @Test
    void mailsAreServedAsJson() throws Exception {
        send(mail("one", "x"));
        send(mail("two", "x"));

        var all = get("/api/mails?after=1").body();

        assertThat(all)
                .contains("\"subject\":\"two\"", "\"raw\":\"/mails/2.eml\"")
                .doesNotContain("\"one\"");
        assertThat(get("/api/mails/1").body()).contains("\"to\":[\"noc@supplier.example\"]");
        assertThat(get("/api/mails/99").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void whileItReceivesNothingSendersFindNobody() throws Exception {
        catcher.stopReceiving();
        assertThat(catcher.isAlive()).isFalse();
        var mail = mail("later", "x");
        assertThatThrownBy(() -> send(mail)).isInstanceOf(MessagingException.class);

        catcher.startReceiving();
        send(mail);

        assertThat(catcher.mails()).hasSize(1);
    }

    private Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", catcher.smtpPort());
        return Session.getInstance(properties);
    }

    private MimeMessage mail(String subject, String html) throws MessagingException {
        var message = new MimeMessage(session());
        message.setFrom("switchover@operator.example");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("noc@supplier.example"));
        message.setSubject(subject, "UTF-8");
        message.setHeader("Content-Language", "ru");
        var plain = new MimeBodyPart();
        plain.setText("Здравствуйте\n.a line that starts with a dot\n", "UTF-8");
        var marked = new MimeBodyPart();
        marked.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, marked));
        message.saveChanges();
        return message;
    }

    private static void send(MimeMessage message) throws MessagingException {
        Transport.send(message);
    }

    private static String bytes(MimeMessage message) throws Exception {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(catcher.page() + path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
