package dev.switchover.notification.letter.driver;

import dev.switchover.notification.letter.driver.SmtpConfig.Security;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server that demands TLS and a login; its certificate is made for {@code localhost}, by itself. */
public final class SecureSmtp implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final SMTPServer server;
    private final List<byte[]> mails = new CopyOnWriteArrayList<>();

    private SecureSmtp(SMTPServer.Builder plan, String user, String password) {
        server = plan.bindAddress(InetAddress.getLoopbackAddress())
                .insertReceivedHeaders(false)
                .requireAuth()
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((name, word, context) -> {
                    if (!name.equals(user) || !word.equals(password)) {
                        throw new LoginFailedException();
                    }
                }))
                .messageHandler((context, from, to, data) -> mails.add(data))
                .build();
        server.start();
    }

    static SecureSmtp start(Security security, Path keys, String user, String password) {
        var plan = SMTPServer.port(0);
        switch (security) {
            case NONE -> {}
            case STARTTLS -> plan.requireTLS().startTlsSocketFactory(context(keys));
            case TLS -> plan.serverSocketFactory(context(keys));
        }
        return new SecureSmtp(plan, user, password);
    }

    /** Without TLS, so that the login is all there is. */
    public static SecureSmtp start(int port, String user, String password) {
        return new SecureSmtp(SMTPServer.port(port), user, password);
    }

    public int port() {
        return server.getPortAllocated();
    }

    public List<byte[]> mails() {
        return List.copyOf(mails);
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A key pair in {@code keys.p12} of the directory, and its certificate in {@code server.pem}. */
    static Path makeKeys(Path directory) throws IOException, InterruptedException {
        keytool(
                directory,
                "-genkeypair -alias smtp -keyalg EC -groupname secp256r1 -validity 2 -dname CN=localhost -ext san=dns:localhost");
        keytool(directory, "-exportcert -rfc -alias smtp -file server.pem");
        return directory.resolve("keys.p12");
    }

    private static void keytool(Path directory, String arguments) throws IOException, InterruptedException {
        var command = "%s/bin/keytool %s -keystore keys.p12 -storetype PKCS12 -storepass %s"
                .formatted(System.getProperty("java.home"), arguments, PASSWORD);
        var tool = new ProcessBuilder(command.split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static SSLContext context(Path keys) {
        try (InputStream in = Files.newInputStream(keys)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
