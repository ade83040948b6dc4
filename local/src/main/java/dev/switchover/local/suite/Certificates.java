package dev.switchover.local.suite;

import dev.switchover.embedded.CertificateAuthority;
import dev.switchover.embedded.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate authority of this machine and the certificate it gave resilience-service; made once. Boot guards pin the
 * authority. Its key store is deleted when they are made, so nobody can issue more.
 */
public record Certificates(Path directory) {

    private static final int TEN_YEARS = 3650;

    static Certificates kept(Home home) {
        var certificates = new Certificates(home.keys().resolve("tls"));
        if (!Files.exists(certificates.authority())) {
            certificates.make();
        }
        return certificates;
    }

    /** Those that an earlier start made. */
    public static Certificates of(Home home) {
        return new Certificates(home.keys().resolve("tls"));
    }

    /** What a client pins, PEM. */
    public Path authority() {
        return directory.resolve("authority.pem");
    }

    public Path certificate() {
        return directory.resolve("roles.pem");
    }

    public Path key() {
        return directory.resolve("roles.key");
    }

    /** The authority comes last, so that a start that was cut short is repeated. */
    private void make() {
        var work = scratch();
        try {
            var made = CertificateAuthority.in(work, TEN_YEARS);
            var issued = made.issue();
            Home.writeSecretly(key(), issued.key());
            Home.writeSecretly(certificate(), issued.certificate());
            Home.writeSecretly(authority(), made.certificate());
        } finally {
            Directories.delete(work);
        }
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("switchover-tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
