package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.kit.security.SecretMissing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** The connection to one node: made when wanted, shared by all who want it, made again when it has died. */
final class KeptConnection {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final String ARE_YOU_THERE = "keepalive@openssh.com";

    private final Destination destination;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ClientSession session;
    private int users;
    private long lastUsed = System.nanoTime();

    KeptConnection(Destination destination) {
        this.destination = destination;
    }

    synchronized KeptConnection enter() {
        users++;
        return this;
    }

    synchronized void leave() {
        users--;
        lastUsed = System.nanoTime();
    }

    synchronized boolean idleFor(Duration time) {
        return users == 0 && System.nanoTime() - lastUsed > time.toNanos();
    }

    void close() {
        lock.lock();
        try {
            if (session != null) {
                session.close(true);
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** A connection that answers: asking first costs a round trip and tells a dead one before an order is lost in it. */
    ClientSession session(SshClient client, String privateKey, Duration patience) throws NoAnswer {
        var begun = System.nanoTime();
        take(patience);
        try {
            if (session == null || !answers(session)) {
                close();
                session = connect(client, privateKey, patience.minusNanos(System.nanoTime() - begun));
            }
            return session;
        } finally {
            lock.unlock();
        }
    }

    private void take(Duration patience) throws NoAnswer {
        try {
            if (!lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw NoAnswer.unknown(destination + " was not reached in time; nothing was sent.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NoAnswer.unknown("We were stopped before anything was sent.");
        }
    }

    private static boolean answers(ClientSession session) {
        if (!session.isOpen()) {
            return false;
        }
        try {
            var question = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
            question.putString(ARE_YOU_THERE);
            question.putBoolean(true);
            session.request(ARE_YOU_THERE, question, CONNECT.toMillis());
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private ClientSession connect(SshClient client, String privateKey, Duration patience) throws NoAnswer {
        var context = AttributeRepository.ofKeyValuePair(Client.HOST_KEYS, HostKeys.read(destination.hostKeys()));
        var key = key(privateKey);
        ClientSession made = null;
        try {
            made = client.connect(destination.user(), destination.host(), destination.port(), context, null)
                    .verify(least(CONNECT, patience).toMillis(), CancelOption.CANCEL_ON_TIMEOUT)
                    .getSession();
            made.addPublicKeyIdentity(key);
            made.auth().verify(Math.max(1, patience.toMillis()));
            return made;
        } catch (IOException | RuntimeException e) {
            if (made != null) {
                made.close(true);
            }
            throw Failures.whileConnecting(destination, e);
        }
    }

    private KeyPair key(String pem) {
        var name = NamedResource.ofName(destination.keyRef());
        try (var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))) {
            var keys = SecurityUtils.loadKeyPairIdentities(null, name, bytes, null);
            if (keys == null) {
                throw new IllegalStateException("no key in it");
            }
            return keys.iterator().next();
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new SecretMissing(
                    "The private key %s cannot be read: %s".formatted(destination.keyRef(), e.getMessage()));
        }
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
