package dev.switchover.resilience.node.driver.ssh;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Set;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;

/** Tells a refusal from a silence. */
final class Failures {

    /** Before the host has proven by its key that it is the node. */
    private static final Set<Integer> STRANGERS = Set.of(
            SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED,
            SshConstants.SSH2_DISCONNECT_PROTOCOL_VERSION_NOT_SUPPORTED,
            SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE);

    private static final Set<Integer> REFUSALS = Set.of(
            SshConstants.SSH2_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT,
            SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
            SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME);

    private Failures() {}

    /** Of connecting, key exchange and login, when nothing has been asked yet. */
    static NoAnswer whileConnecting(Destination destination, Exception failure) {
        var ssh = cause(failure, SshException.class);
        if (ssh != null && STRANGERS.contains(ssh.getDisconnectCode())) {
            return NoAnswer.stranger(refusal(destination, ssh));
        }
        if (ssh != null && REFUSALS.contains(ssh.getDisconnectCode())) {
            return NoAnswer.refused(refusal(destination, ssh));
        }
        return NoAnswer.unknown(destination + " was not reached: " + text(failure));
    }

    static boolean channelRefused(IOException failure) {
        return cause(failure, SshChannelOpenException.class) != null;
    }

    static String text(Exception failure) {
        if (cause(failure, UnresolvedAddressException.class) != null) {
            return "the name of the host is unknown";
        }
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    private static String refusal(Destination destination, SshException refusal) {
        return switch (refusal.getDisconnectCode()) {
            case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE ->
                destination + " showed a host key that is not among the given ones, so somebody answers who is not"
                        + " proven to be the node; nothing was sent. If the host was set up anew, give its new key; else"
                        + " someone has its address or stands in between.";
            case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE ->
                destination + " did not admit our key; nothing was sent.";
            default -> destination + " refused the connection; nothing was sent: " + text(refusal);
        };
    }

    private static <T> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
