package dev.switchover.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority for servers on loopback, kept in a directory. Whoever reads that can issue as well; where that
 * matters it is deleted. The JDK makes certificates by keytool only.
 */
public record CertificateAuthority(Path directory, int days) {

    private static final String OWN = "authority";
    private static final String PASSWORD = "a-formality";

    /** For localhost and 127.0.0.1, in PEM. */
    public record Issued(String certificate, String key) {}

    /** Made there, unless it is there already. */
    public static CertificateAuthority in(Path directory, int days) {
        var authority = new CertificateAuthority(directory, days);
        if (!Files.exists(authority.file())) {
            authority.keytool(OWN, "-dname CN=switchover.local -ext bc:c=ca:true,pathlen:0");
        }
        return authority;
    }

    /** What clients pin, in PEM. */
    public String certificate() {
        return done(() -> pem("CERTIFICATE", store().getCertificate(OWN).getEncoded()));
    }

    public Issued issue() {
        var alias = signed();
        return done(() -> new Issued(
                pem("CERTIFICATE", store().getCertificate(alias).getEncoded()),
                pem("PRIVATE KEY", store().getKey(alias, PASSWORD.toCharArray()).getEncoded())));
    }

    /** Of a server with a certificate of its own. */
    public SSLContext server() {
        var alias = signed();
        return done(() -> {
            var one = empty();
            one.setKeyEntry(
                    alias,
                    store().getKey(alias, PASSWORD.toCharArray()),
                    PASSWORD.toCharArray(),
                    store().getCertificateChain(alias));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        });
    }

    /** Of a client that trusts this authority and no other. */
    public SSLContext client() {
        return done(() -> {
            var trusted = empty();
            trusted.setCertificateEntry(OWN, store().getCertificate(OWN));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        });
    }

    private String signed() {
        var alias = UUID.randomUUID().toString();
        keytool(alias, "-signer authority -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 -ext eku=serverAuth");
        return alias;
    }

    private void keytool(String alias, String what) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair -keyalg EC -groupname secp256r1".split(" ")));
        command.addAll(List.of(what.split(" ")));
        command.addAll(List.of("-alias", alias, "-validity", String.valueOf(days)));
        command.addAll(List.of("-keystore", file().toString(), "-storepass", PASSWORD));
        var said = done(() -> {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : text.strip();
        });
        if (!said.isEmpty()) {
            throw new StartFailure("A certificate cannot be made, for keytool said: " + said);
        }
    }

    private Path file() {
        return directory.resolve("authority.p12");
    }

    private KeyStore store() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static String pem(String what, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
    }

    private static <T> T done(Work<T> work) {
        try {
            return work.get();
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("A certificate cannot be made: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while a certificate was made", e);
        }
    }

    private interface Work<T> {
        T get() throws IOException, GeneralSecurityException, InterruptedException;
    }
}
