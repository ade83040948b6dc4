package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.resilience.node.driver.Attempt;
import dev.switchover.resilience.node.driver.BoundedSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.ConnectionService;

/** One command in a channel of its own, and what is known of it at the end. */
final class Execution {

    /** Output may still be on its way when the exit code is there; a child left behind must not keep us for ever. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(1);

    private final BoundedSink out = new BoundedSink();
    private final BoundedSink err = new BoundedSink();
    private final Exec channel;
    private boolean late;

    private Execution(String line) {
        channel = new Exec(line);
        channel.setIn(InputStream.nullInputStream());
        channel.setOut(out);
        channel.setErr(err);
    }

    /** Runs the line until it ends or the time is over. */
    static Execution run(ClientSession session, String line, Attempt attempt) throws NoAnswer {
        var execution = new Execution(line);
        try {
            execution.open(session, attempt);
            execution.await(attempt);
            return execution;
        } finally {
            execution.channel.close(
                    false); // at once, the node would not be told, and keep one of its few sessions for it
        }
    }

    /** Only the standard output, and only if it was kept whole. */
    Optional<String> answer() {
        return out.overflown() ? Optional.empty() : Optional.of(out.text());
    }

    /** Everything the command wrote, as far as kept. */
    String output() {
        var separator =
                out.text().isEmpty() || err.text().isEmpty() || out.text().endsWith("\n") ? "" : "\n";
        return out.text() + separator + err.text();
    }

    OptionalInt exitCode() {
        var code = channel.getExitStatus();
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }

    /** Neither an end nor the end of the time: the connection is gone. */
    boolean isBrokenOff() {
        return channel.getExitStatus() == null && channel.getExitSignal() == null && !late;
    }

    /** Why there is no exit code. */
    String interruption() {
        if (channel.getExitSignal() != null) {
            return "the command was killed by signal " + channel.getExitSignal();
        }
        return late ? "there was no answer in time" : "the connection broke off";
    }

    private void open(ClientSession session, Attempt attempt) throws NoAnswer {
        try {
            session.getService(ConnectionService.class).registerChannel(channel);
            channel.open().verify(attempt.left().toMillis());
        } catch (IOException | RuntimeException e) {
            if (e instanceof IOException refusal && Failures.channelRefused(refusal)) {
                throw NoAnswer.refused("The node opens no channel for us: " + Failures.text(e));
            }
            throw NoAnswer.unknown("The order was being sent when the connection failed: " + Failures.text(e));
        }
    }

    private void await(Attempt attempt) throws NoAnswer {
        var ended =
                EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.EXIT_SIGNAL, ClientChannelEvent.CLOSED);
        late = channel.waitFor(ended, attempt.left()).contains(ClientChannelEvent.TIMEOUT);
        if (channel.refused) {
            throw NoAnswer.refused("The node refuses to run commands for us.");
        }
        if (channel.getExitStatus() != null) {
            var output = EnumSet.of(ClientChannelEvent.EOF, ClientChannelEvent.CLOSED);
            channel.waitFor(output, LAST_OUTPUT);
        }
    }

    private static final class Exec extends ChannelExec {

        private volatile boolean refused;

        Exec(String line) {
            super(line, null, null);
        }

        @Override
        public void handleFailure() throws IOException {
            refused = true;
            super.handleFailure();
        }
    }
}
