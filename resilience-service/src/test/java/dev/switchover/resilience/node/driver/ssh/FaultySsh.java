package dev.switchover.resilience.node.driver.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.kex.KeyExchangeFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/** An SSH server that speaks well and then does what a test wants. */
final class FaultySsh implements AutoCloseable {

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private volatile Behaviour behaviour = run -> run.exit(0);

    /** What a command does; it may take its time. */
    interface Behaviour {
        void answer(Run run) throws Exception;
    }

    FaultySsh(int port, Key host, Key user) throws IOException {
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyExchangeFactories(quickOnes());
        server.setKeyPairProvider(KeyPairProvider.wrap(host.pair()));
        server.setPublickeyAuthenticator((name, shown, session) ->
                KeyUtils.compareKeys(shown, user.pair().getPublic()));
        server.setCommandFactory((channel, line) -> new Run(line, channel.getServerSession()));
        server.start();
    }

    /** Those that resist the computers of tomorrow cost a JVM that has just begun a tenth of a second for each connection. */
    private List<KeyExchangeFactory> quickOnes() {
        return server.getKeyExchangeFactories().stream()
                .filter(factory -> factory.getName().startsWith("curve25519-sha256"))
                .toList();
    }

    void behave(Behaviour wanted) {
        behaviour = wanted;
    }

    void runNothing() {
        server.setCommandFactory(null);
    }

    int port() {
        return server.getPort();
    }

    int connections() {
        return server.getActiveSessions().size();
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** One command of one channel. */
    final class Run implements Command {

        private final String line;
        private final ServerSession session;
        private @Nullable OutputStream out;
        private @Nullable ExitCallback exit;

        private Run(String line, ServerSession session) {
            this.line = line;
            this.session = session;
        }

        String line() {
            return line;
        }

        void say(String text) throws IOException {
            var stream = Objects.requireNonNull(out);
            stream.write(text.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        }

        void exit(int code) {
            Objects.requireNonNull(exit).onExit(code);
        }

        void die() {
            session.close(true);
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            commands.add(line);
            Thread.ofVirtual().start(() -> {
                try {
                    behaviour.answer(this);
                } catch (Exception e) {
                    channel.close(false); // a command that fails takes nobody else's channel with it
                }
            });
        }

        @Override
        public void destroy(ChannelSession channel) {}

        @Override
        public void setInputStream(InputStream in) {}

        @Override
        public void setOutputStream(OutputStream given) {
            out = given;
        }

        @Override
        public void setErrorStream(OutputStream err) {}

        @Override
        public void setExitCallback(ExitCallback given) {
            exit = given;
        }
    }
}
