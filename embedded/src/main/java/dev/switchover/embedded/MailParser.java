package dev.switchover.embedded;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what a person wants to know out of a mail's bytes. */
final class MailParser {

    private static final Session SESSION = Session.getInstance(new Properties());

    private MailParser() {}

    static Mail parse(long number, Instant receivedAt, String recipient, byte[] bytes) {
        var raw = "/mails/" + number + ".eml";
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
            var parts = new ArrayList<Mail.Part>();
            collect(message, parts);
            return new Mail(
                    number,
                    receivedAt,
                    recipient,
                    decoded(message.getHeader("From", ",")),
                    recipients(message),
                    message.getSubject(),
                    message.getMessageID(),
                    message.getHeader("Content-Language", ","),
                    List.copyOf(parts),
                    raw);
        } catch (MessagingException | IOException e) {
            return new Mail(
                    number,
                    receivedAt,
                    recipient,
                    null,
                    List.of(),
                    "(unreadable: " + e.getMessage() + ")",
                    null,
                    null,
                    List.of(),
                    raw);
        }
    }

    private static List<String> recipients(MimeMessage message) throws MessagingException {
        var header = message.getHeader("To", ",");
        return header == null
                ? List.of()
                : Stream.of(InternetAddress.parseHeader(header, false))
                        .map(InternetAddress::getAddress)
                        .toList();
    }

    private static @Nullable String decoded(@Nullable String header) throws IOException {
        return header == null ? null : MimeUtility.decodeText(header);
    }

    private static void collect(jakarta.mail.Part part, List<Mail.Part> into) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart several) {
            for (int i = 0; i < several.getCount(); i++) {
                BodyPart child = several.getBodyPart(i);
                collect(child, into);
            }
        } else {
            into.add(leaf(part));
        }
    }

    private static Mail.Part leaf(jakarta.mail.Part part) throws MessagingException, IOException {
        var type = part.getContentType().replaceFirst(";(?s).*", "").strip().toLowerCase(Locale.ROOT);
        var content = type.startsWith("text/") && part.getContent() instanceof String text ? text : null;
        return new Mail.Part(type, part.getFileName(), content);
    }
}
