package dev.switchover.resilience.node.driver.ssh;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/** An SSH client that takes nothing from its surroundings: no configuration, agent or keys of the user it runs as. */
final class Client {

    /** Travels with each connection, for the client is shared. */
    static final AttributeKey<HostKeys> HOST_KEYS = new AttributeKey<>();

    private static final Duration LOGIN = Duration.ofSeconds(10);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int UNANSWERED_HEARTBEATS = 2;
    private static final int WORKERS = 2;

    private Client() {}

    static SshClient start() {
        var client = SshClient.setUpDefaultClient();
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.setServerKeyVerifier(
                (session, address, shown) -> hostKeys(session).contain(shown));
        client.addSessionListener(new AskForAKnownKey());
        CoreModuleProperties.NIO_WORKERS.set(client, WORKERS);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, LOGIN);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // a long action says nothing for a while
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED_HEARTBEATS);
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
        client.start();
        return client;
    }

    private static HostKeys hostKeys(ClientSession session) {
        return Objects.requireNonNull(session.getConnectionContext().getAttribute(HOST_KEYS), "host keys");
    }

    private static final class AskForAKnownKey implements SessionListener {

        @Override
        public void sessionCreated(Session session) {
            session.setSignatureFactories(hostKeys((ClientSession) session).first(session.getSignatureFactories()));
        }
    }
}
