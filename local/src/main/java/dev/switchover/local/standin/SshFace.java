package dev.switchover.local.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.KeySetPublickeyAuthenticator;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;

/** A real SSH server that admits one key and runs one script, as a forced command does. */
final class SshFace {

    /** The public key of this host, as in known_hosts. */
    static final String HOST_KEY = "host-key.pub";

    private SshFace() {}

    static void start(Settings settings, Map<String, String> environment) throws IOException {
        var directory = settings.directory();
        var hostKeys = new SimpleGeneratorHostKeyProvider(directory.resolve("host-key"));
        hostKeys.setAlgorithm("EC");
        hostKeys.setKeySize(256);
        var server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(settings.port("ssh"));
        server.setKeyPairProvider(hostKeys);
        server.setPublickeyAuthenticator(admitted(settings.text("key")));
        var script = Path.of(settings.text("script"));
        server.setCommandFactory((channel, command) -> new Forced(command, script, environment));
        server.start();
        var key = hostKeys.loadKeys(null).iterator().next().getPublic();
        Files.writeString(directory.resolve(HOST_KEY), PublicKeyEntry.toString(key) + "\n");
    }

    private static KeySetPublickeyAuthenticator admitted(String key) throws IOException {
        try {
            var parsed = AuthorizedKeyEntry.parseAuthorizedKeyEntry(key)
                    .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
            return new KeySetPublickeyAuthenticator("standin", java.util.List.of(parsed));
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Whatever was asked, the script runs and finds it in {@code SSH_ORIGINAL_COMMAND}. */
    private static final class Forced extends AbstractCommandSupport {

        private final Path script;
        private final Map<String, String> environment;

        Forced(String asked, Path script, Map<String, String> environment) {
            super(asked, null);
            this.script = script;
            this.environment = environment;
        }

        @Override
        public void run() {
            try {
                var builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
                builder.environment().putAll(environment);
                builder.environment().put("SSH_ORIGINAL_COMMAND", getCommand());
                var process = builder.start();
                process.getOutputStream().close();
                process.getInputStream().transferTo(getOutputStream());
                getOutputStream().flush();
                onExit(process.waitFor());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                onExit(255);
            }
        }
    }
}
