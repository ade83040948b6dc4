package dev.switchover.embedded;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where the tests' mail catcher listens, and what it caught. */
public record SharedMail(int smtpPort, URI page, Path directory) {

    /** All mails caught since the JVM started, in the order of arrival. */
    public List<Mail> mails() {
        return new Mailbox(directory).mails(0, Integer.MAX_VALUE);
    }

    /** Those to one address. */
    public List<Mail> mailsTo(String recipient) {
        return mails().stream()
                .filter(mail -> mail.recipient().equals(recipient))
                .toList();
    }
}
