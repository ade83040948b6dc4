package dev.switchover.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes every mail, sends none, and shows them in a browser; they survive a restart as files. */
public final class MailCatcher implements AutoCloseable {

    private final Mailbox mailbox;
    private final int smtpPort;
    private final MailPage page;
    private @Nullable SmtpReceiver receiver;

    private MailCatcher(Mailbox mailbox, int smtpPort, MailPage page) {
        this.mailbox = mailbox;
        this.smtpPort = smtpPort;
        this.page = page;
    }

    /** Mails go to files in {@code directory}; a port of 0 means any free one. */
    public static MailCatcher start(Path directory, int smtpPort, int pagePort) {
        var mailbox = new Mailbox(directory);
        var page = MailPage.start(pagePort, mailbox);
        var catcher = new MailCatcher(mailbox, Ports.orFree(smtpPort), page);
        try {
            catcher.startReceiving();
            return catcher;
        } catch (RuntimeException e) {
            page.stop();
            throw e;
        }
    }

    public int smtpPort() {
        return smtpPort;
    }

    public URI page() {
        return URI.create("http://127.0.0.1:" + page.port());
    }

    /** All mails, in the order of arrival. */
    public List<Mail> mails() {
        return mailbox.mails(0, Integer.MAX_VALUE);
    }

    public boolean isAlive() {
        return receiver != null && Ports.answers(smtpPort);
    }

    /** Takes mails again, at the same port, after {@link #stopReceiving}. */
    public void startReceiving() {
        if (Ports.isTaken(smtpPort)) {
            throw new StartFailure("Port " + smtpPort + ", wanted for mail (SMTP), is taken.");
        }
        var starting = new SmtpReceiver(smtpPort, mailbox);
        starting.start();
        receiver = starting;
    }

    /** The page stays; senders find nobody. */
    public void stopReceiving() {
        if (receiver != null) {
            receiver.stop();
            receiver = null;
        }
    }

    @Override
    public void close() {
        stopReceiving();
        page.stop();
    }
}
