package dev.switchover.notification.mail;

import jakarta.inject.Singleton;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Properties;

/** Makes the bytes of a mail. Once: every attempt sends the same ones. */
@Singleton
public class Composer {

    private static final Session NO_SERVER = Session.getInstance(new Properties());

    private final Pen pen;
    private final MailConfig config;

    public Composer(Pen pen, MailConfig config) {
        this.pen = pen;
        this.config = config;
    }

    /** {@code reference} is the notification's id: it is quoted in the text and makes the Message-ID. */
    public Sheet compose(Letter letter, Reader reader, String reference, Instant at) {
        var words = pen.write(letter, reader, new Letterhead(config.sender(), reference));
        var domain = config.from().substring(config.from().indexOf('@') + 1);
        var messageId = "<%s@%s>".formatted(reference, domain);
        try {
            var mime = written(message(words, reader, messageId, at));
            return new Sheet(messageId, sha256(mime), mime);
        } catch (MessagingException e) {
            throw new IllegalStateException("mail " + reference + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MimeMessage message(Words words, Reader reader, String messageId, Instant at)
            throws MessagingException, IOException {
        var message = new WithMessageId(messageId);
        message.setFrom(new InternetAddress(config.from(), config.sender(), "UTF-8"));
        message.setRecipient(RecipientType.TO, new InternetAddress(reader.email(), reader.name(), "UTF-8"));
        message.setSubject(words.subject(), "UTF-8");
        message.setSentDate(Date.from(at));
        message.setContentLanguage(new String[] {reader.language().tag()});
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(new MimeMultipart("alternative", part(words.text(), "plain"), part(words.html(), "html")));
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text.replaceAll("\r?\n", "\r\n"), "UTF-8", subtype);
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static String written(MimeMessage message) throws MessagingException, IOException {
        var bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        return bytes.toString(StandardCharsets.US_ASCII).replaceAll("\r?\n", "\r\n");
    }

    private static String sha256(String mime) {
        try {
            var bytes = mime.getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Angus Mail would make an id of its own. */
    private static final class WithMessageId extends MimeMessage {

        private final String messageId;

        WithMessageId(String messageId) {
            super(NO_SERVER);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
