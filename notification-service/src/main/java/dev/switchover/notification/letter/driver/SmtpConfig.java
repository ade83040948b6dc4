package dev.switchover.notification.letter.driver;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The mail server we hand our mails to. */
@ConfigMapping(prefix = "switchover.smtp")
public interface SmtpConfig {

    String host();

    int port();

    @WithDefault("none")
    Security security();

    Optional<String> user();

    /** Where the password is to be found: {@code env:NAME}, or {@code file:NAME} below the directory of secrets. */
    Optional<String> passwordRef();

    /**
     * Where the certificates (PEM) are to be found that the server's own must lead to, by reference as above; without it,
     * those that Java trusts.
     */
    Optional<String> trustRef();

    @WithDefault("10S")
    Duration connectTimeout();

    /** RFC 5321 asks for minutes after the final dot: an answer given up too early makes a second mail. */
    @WithDefault("5M")
    Duration readTimeout();

    Retry retry();

    /** How the connection is protected. */
    enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /** How patient we are. */
    interface Retry {

        @WithDefault("5S")
        Duration first();

        @WithDefault("1H")
        Duration longest();

        /** Then it counts as refused. */
        @WithDefault("5D")
        Duration giveUpAfter();
    }
}
