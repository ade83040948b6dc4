package dev.switchover.resilience.roles;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How roles are told to followers. */
@ConfigMapping(prefix = "switchover.roles")
public interface RolesConfig {

    /** Where the two ports below listen. */
    @WithDefault("0.0.0.0")
    String host();

    /** How often the database is looked at unasked; changes are told by it at once. */
    @WithDefault("PT0.2S")
    Duration lookEvery();

    /** The role endpoints over TLS, for boot guards. */
    Tls tls();

    /** What balancers ask by {@code agent-check}. */
    Agent agent();

    /** A port that stays closed while it has no certificate, which production refuses. */
    interface Tls {

        @WithDefault("8442")
        int port();

        /** PEM, with the chain. Read again when the file changes. */
        Optional<Path> certificate();

        /** PEM, PKCS #8. */
        Optional<Path> key();

        /** More at once are hung up on. */
        @WithDefault("1000")
        int connections();

        /** Who has not asked within this time is hung up on. */
        @WithDefault("PT10S")
        Duration patience();

        /** How often the certificate's file is looked at. */
        @WithDefault("PT60S")
        Duration renewEvery();
    }

    /** A plain port: it says no more than the public role endpoint. */
    interface Agent {

        @WithDefault("8092")
        int port();

        /** More at once are hung up on. */
        @WithDefault("1000")
        int connections();

        /** Who has not sent his line within this time is hung up on. */
        @WithDefault("PT5S")
        Duration patience();
    }
}
