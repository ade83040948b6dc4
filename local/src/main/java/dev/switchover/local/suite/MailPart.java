package dev.switchover.local.suite;

import dev.switchover.embedded.MailCatcher;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The mail catcher, inside the supervisor: SMTP for the services, a page for people. */
final class MailPart implements Part {

    private final Path directory;
    private final int smtpPort;
    private final int pagePort;
    private @Nullable MailCatcher catcher;

    MailPart(Home home, int smtpPort, int pagePort) {
        this.directory = home.data("mails");
        this.smtpPort = smtpPort;
        this.pagePort = pagePort;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + pagePort;
    }

    @Override
    public void start() {
        if (catcher == null) {
            catcher = MailCatcher.start(directory, smtpPort, pagePort);
        } else {
            catcher.startReceiving();
        }
    }

    /** The page stays until the supervisor ends. */
    @Override
    public void stop() {
        if (catcher != null) {
            catcher.stopReceiving();
        }
    }

    @Override
    public void close() {
        if (catcher != null) {
            catcher.close();
        }
    }

    @Override
    public void kill() {
        stop();
    }

    @Override
    public boolean isAlive() {
        return catcher != null && catcher.isAlive();
    }

    @Override
    public OptionalLong pid() {
        return OptionalLong.empty();
    }
}
