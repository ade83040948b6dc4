package dev.switchover.resilience.roles;

import dev.switchover.embedded.CertificateAuthority;
import dev.switchover.embedded.Directories;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/** The authority of this test run, and the files in which a service finds its certificate. */
public record TestAuthority(Path directory) {

    private static final String SHARED = "switchover.test.authority";
    private static final int DAYS = 2;

    /** The same for all class loaders of this JVM; has issued one certificate. */
    public static TestAuthority shared() {
        synchronized (System.getProperties()) {
            if (System.getProperty(SHARED) == null) {
                System.setProperty(SHARED, fresh().directory().toString());
            }
            return new TestAuthority(Path.of(System.getProperty(SHARED)));
        }
    }

    private static TestAuthority fresh() {
        try {
            var authority = new TestAuthority(Files.createTempDirectory("switchover-authority-"));
            Files.writeString(authority.authority(), authority.own().certificate());
            authority.issue();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Directories.delete(authority.directory())));
            return authority;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new certificate in place of the one before; returns its serial number. */
    public String issue() {
        try {
            var issued = own().issue();
            Files.writeString(key(), issued.key());
            Files.writeString(certificate(), issued.certificate());
            var read = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(issued.certificate().getBytes(StandardCharsets.US_ASCII)));
            return ((X509Certificate) read).getSerialNumber().toString();
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path authority() {
        return directory.resolve("authority.pem");
    }

    public Path certificate() {
        return directory.resolve("roles.pem");
    }

    public Path key() {
        return directory.resolve("roles.key");
    }

    /** For clients that trust this authority and no other. */
    public SSLContext pinned() {
        return own().client();
    }

    private CertificateAuthority own() {
        return CertificateAuthority.in(directory, DAYS);
    }
}
