package dev.switchover.embedded;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The SMTP side of the catcher: takes any mail for anybody and keeps none of it in memory. */
final class SmtpReceiver {

    private final Mailbox mailbox;
    private final GreenMail server;

    SmtpReceiver(int port, Mailbox mailbox) {
        this.mailbox = mailbox;
        this.server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    }

    void start() {
        server.start();
        server.getUserManager().setMessageDeliveryHandler(this::keep);
    }

    void stop() {
        server.stop();
    }

    private GreenMailUser keep(MovingMessage message, MailAddress recipient) throws MessagingException {
        var bytes = new ByteArrayOutputStream();
        try {
            message.getMessage().writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        mailbox.add(recipient.getEmail(), asSent(bytes.toByteArray()));
        return new Nobody(recipient.getEmail());
    }

    /** Without the lines Return-Path and Received that GreenMail puts before it, with the line end that it takes away. */
    private static byte[] asSent(byte[] received) {
        var text = new String(received, StandardCharsets.ISO_8859_1);
        var start = text.indexOf('\n', text.indexOf('\n') + 1) + 1;
        var end = text.endsWith("\n") ? "" : "\r\n";
        return (text.substring(start) + end).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A recipient without a mailbox in memory: the file is written already. */
    private record Nobody(String address) implements GreenMailUser {

        @Override
        public String getEmail() {
            return address;
        }

        @Override
        public String getLogin() {
            return address;
        }

        @Override
        public String getQualifiedMailboxName() {
            return address;
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void deliver(MovingMessage message) {}

        @Override
        public void deliver(MimeMessage message) {}

        @Override
        public void create() {}

        @Override
        public void delete() {}

        @Override
        public void setPassword(String password) {}

        @Override
        public void authenticate(String password) {}
    }
}
