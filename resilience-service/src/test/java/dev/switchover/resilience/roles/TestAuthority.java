package dev.switchover.resilience.roles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority of this test run, and the certificates it gives to a service on loopback. */
public record TestAuthority(Path directory) {

    private static final String SHARED = "switchover.test.authority";
    private static final char[] PASSWORD = "changeit".toCharArray();

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
            authority.keytool("-genkeypair -alias authority -keyalg EC -groupname secp256r1 -ext bc:c=ca:true"
                    + " -dname CN=test -validity 2");
            authority.write(
                    "authority.pem",
                    "CERTIFICATE",
                    authority.certificateOf("authority").getEncoded());
            authority.issue();
            return authority;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new certificate in place of the one before; returns its serial number. */
    public String issue() {
        try {
            var alias = "roles" + System.nanoTime();
            keytool("-genkeypair -alias " + alias + " -keyalg EC -groupname secp256r1 -signer authority"
                    + " -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -validity 2");
            write("roles.key", "PRIVATE KEY", store().getKey(alias, PASSWORD).getEncoded());
            write("roles.pem", "CERTIFICATE", certificateOf(alias).getEncoded());
            return certificateOf(alias).getSerialNumber().toString();
        } catch (IOException | GeneralSecurityException e) {
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
        try {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", certificateOf("authority"));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificateOf(String alias) throws IOException, GeneralSecurityException {
        return (X509Certificate) store().getCertificate(alias);
    }

    private Path storeFile() {
        return directory.resolve("store.p12");
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(storeFile().toFile(), PASSWORD);
    }

    private void keytool(String what) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(what.split(" ")));
        command.addAll(List.of("-keystore", storeFile().toString(), "-storepass", new String(PASSWORD)));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = said(process.getInputStream());
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private static String said(InputStream output) {
        try {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, String what, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(
                directory.resolve(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what));
    }
}
