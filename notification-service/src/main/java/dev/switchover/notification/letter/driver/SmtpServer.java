package dev.switchover.notification.letter.driver;

import dev.switchover.kit.security.SecretMissing;
import dev.switchover.kit.security.Secrets;
import dev.switchover.notification.letter.driver.Handover.Accepted;
import dev.switchover.notification.letter.driver.Handover.Deferred;
import dev.switchover.notification.letter.driver.Handover.Refused;
import dev.switchover.notification.letter.driver.Handover.Unknown;
import jakarta.inject.Singleton;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Hands stored bytes to the mail server, and tells "not taken" from "nobody knows". */
@Singleton
class SmtpServer {

    /** The server does not know us: our settings are at fault, not the recipient. */
    private static final Set<Integer> NOT_LOGGED_IN = Set.of(530, 534, 535, 538);

    private final SmtpConfig config;
    private final Secrets secrets;

    SmtpServer(SmtpConfig config, Secrets secrets) {
        this.config = config;
        this.secrets = secrets;
    }

    Handover handOver(byte[] bytes, String sender, String recipient) {
        try {
            var session = Session.getInstance(settings(sender));
            return handOver(new RawMail(session, bytes), new InternetAddress(recipient), session);
        } catch (SecretMissing | MessagingException e) {
            return new Deferred(0, text(e)); // our settings are at fault: whoever mends them need do no more
        }
    }

    private Handover handOver(RawMail mail, InternetAddress recipient, Session session) {
        var password = config.passwordRef().map(secrets::read).orElse(null);
        try (var server = new SMTPTransport(session, null)) {
            server.connect(config.host(), config.port(), config.user().orElse(null), password);
            server.sendMessage(mail, new Address[] {recipient});
            return new Accepted();
        } catch (MessagingException e) {
            return mail.allWritten() ? afterTheLastByte(e) : beforeTheLastByte(e);
        }
    }

    private static Handover beforeTheLastByte(MessagingException failure) {
        var reply = reply(failure).orElse(0);
        return reply >= 500 && !NOT_LOGGED_IN.contains(reply)
                ? new Refused(reply, text(failure))
                : new Deferred(reply, text(failure));
    }

    private static Handover afterTheLastByte(MessagingException failure) {
        return reply(failure).map(reply -> beforeTheLastByte(failure)).orElseGet(() -> new Unknown(text(failure)));
    }

    /** The server's code, if it gave one that says something about this mail. */
    private static Optional<Integer> reply(Exception failure) {
        for (var e = failure; e instanceof MessagingException mail; e = mail.getNextException()) {
            var code =
                    switch (e) {
                        case SMTPAddressFailedException address -> address.getReturnCode();
                        case SMTPSenderFailedException sender -> sender.getReturnCode();
                        case SMTPSendFailedException send -> send.getReturnCode();
                        case AuthenticationFailedException login -> code(login);
                        default -> 0;
                    };
            if (code >= 400) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }

    /** Of a failed login the server's line is all there is. */
    private static int code(AuthenticationFailedException login) {
        var line = String.valueOf(login.getMessage());
        return line.matches("(?s)[45]\\d\\d\\b.*") ? Integer.parseInt(line.substring(0, 3)) : 0;
    }

    private static String text(Exception failure) {
        var text = new StringBuilder();
        for (var e = failure; e != null; e = e instanceof MessagingException mail ? mail.getNextException() : null) {
            text.append(text.isEmpty() ? "" : "; ").append(e.getMessage());
        }
        return text.toString().strip();
    }

    private Properties settings(String sender) {
        var settings = new Properties();
        settings.put("mail.smtp.from", sender);
        settings.put(
                "mail.smtp.connectiontimeout",
                String.valueOf(config.connectTimeout().toMillis()));
        settings.put("mail.smtp.timeout", String.valueOf(config.readTimeout().toMillis()));
        settings.put(
                "mail.smtp.writetimeout", String.valueOf(config.readTimeout().toMillis()));
        settings.put("mail.smtp.quitwait", "false");
        settings.put("mail.smtp.auth", String.valueOf(config.user().isPresent()));
        settings.put("mail.smtp.ssl.checkserveridentity", "true");
        settings.put("mail.smtp.ssl.enable", String.valueOf(config.security() == SmtpConfig.Security.TLS));
        var starttls = String.valueOf(config.security() == SmtpConfig.Security.STARTTLS);
        settings.put("mail.smtp.starttls.enable", starttls);
        settings.put("mail.smtp.starttls.required", starttls);
        config.trustRef()
                .map(secrets::read)
                .map(Trust::in)
                .ifPresent(trusting -> settings.put("mail.smtp.ssl.socketFactory", trusting));
        return settings;
    }
}
