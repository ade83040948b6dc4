package dev.switchover.resilience.node.driver.ssh;

import dev.switchover.kit.security.Secrets;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.driver.Attempt;
import dev.switchover.resilience.node.driver.NodeDriver;
import dev.switchover.resilience.node.driver.StatusText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** Carries out actions as commands on the node; no shell of ours is involved, and what the host shows must be its key. */
@Singleton
public class SshDriver implements NodeDriver<Access.Ssh> {

    private final KeptConnections connections;
    private final Secrets secrets;
    private final Clock clock;

    SshDriver(KeptConnections connections, Secrets secrets, Clock clock) {
        this.connections = connections;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Class<Access.Ssh> access() {
        return Access.Ssh.class;
    }

    @Override
    public ActionReport carryOut(Access.Ssh access, ActionOrder order) {
        var line = CommandLine.of(access, order);
        var key = secrets.read(access.keyRef());
        var client = connections.client(); // the first one takes seconds to start, which are not the node's
        var attempt = Attempt.begin(clock, order, List.of());
        var connection = connections.enter(Destination.of(access));
        try {
            var session = connection.session(client, key, attempt.left());
            return report(order, attempt, Execution.run(session, line, attempt));
        } catch (NoAnswer e) {
            return e.report(attempt);
        } finally {
            connection.leave();
        }
    }

    private static ActionReport report(ActionOrder order, Attempt attempt, Execution execution) {
        var exitCode = execution.exitCode();
        if (exitCode.isEmpty()) {
            var why = order.action().id() + " was begun; " + execution.interruption() + ". " + execution.output();
            return execution.isBrokenOff() ? attempt.unanswered(why) : attempt.inDoubt(why);
        }
        var status = execution
                .answer()
                .filter(answer -> order.action() == NodeAction.STATUS)
                .flatMap(StatusText::read);
        return attempt.answered(exitCode.getAsInt(), execution.output(), status);
    }
}
