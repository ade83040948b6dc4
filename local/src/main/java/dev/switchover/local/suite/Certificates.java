package dev.switchover.local.suite;

import dev.switchover.embedded.Directories;
import dev.switchover.embedded.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of this machine and the certificate it gave resilience-service; made once. Boot guards pin the
 * authority. The JDK makes certificates by keytool only; its key store is deleted afterwards, so nobody can issue more.
 */
public record Certificates(Path directory) {

    private static final String PASSWORD = "only-while-they-are-made";
    private static final String YEARS = "3650";

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
            keytool(
                    work,
                    "-genkeypair -alias authority -keyalg EC -groupname secp256r1 -ext bc:c=ca:true,pathlen:0"
                            + " -dname CN=switchover.local");
            keytool(
                    work,
                    "-genkeypair -alias roles -keyalg EC -groupname secp256r1 -signer authority -dname CN=localhost"
                            + " -ext san=dns:localhost,ip:127.0.0.1 -ext eku=serverAuth");
            export(work);
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("The certificate for the role endpoints cannot be made: " + e.getMessage(), e);
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

    private static void keytool(Path work, String what) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(what.split(" ")));
        command.addAll(List.of("-validity", YEARS, "-keystore", store(work).toString(), "-storepass", PASSWORD));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool said: " + said.strip());
        }
    }

    private static Path store(Path work) {
        return work.resolve("authority.p12");
    }

    private void export(Path work) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(store(work).toFile(), PASSWORD.toCharArray());
        Home.writeSecretly(
                key(),
                pem("PRIVATE KEY", store.getKey("roles", PASSWORD.toCharArray()).getEncoded()));
        Home.writeSecretly(
                certificate(), pem("CERTIFICATE", store.getCertificate("roles").getEncoded()));
        Home.writeSecretly(
                authority(),
                pem("CERTIFICATE", store.getCertificate("authority").getEncoded()));
    }

    private static String pem(String what, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
    }
}
