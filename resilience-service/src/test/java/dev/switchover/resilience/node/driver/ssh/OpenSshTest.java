package dev.switchover.resilience.node.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.switchover.kit.security.Secrets;
import dev.switchover.resilience.node.Shell;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.GroupReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.ReportedState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver, a real OpenSSH server and the shipped forced command, together. */
@Timeout(120)
class OpenSshTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @TempDir
    Path directory = Path.of("");

    private Key host;
    private Key user;
    private KeptConnections connections;
    private OpenSsh node;

    @BeforeAll
    @SuppressWarnings("SystemOut") // whoever watches the build shall see it
    static void opensshIsInstalled() {
        if (Shell.program("sshd").isEmpty()) {
            System.out.println("!!! SKIPPED: the SSH driver against a real OpenSSH server: sshd is not installed. !!!");
        }
        assumeTrue(Shell.program("sshd").isPresent(), "sshd is not installed");
    }

    @BeforeEach
    void start() throws Exception {
        host = Key.ed25519();
        user = Key.ed25519();
        connections = new KeptConnections(Duration.ofMinutes(10));
        Shell.in(directory)
                .hook("start-telephony", "echo \"up for $1\"; echo active > \"$SWITCHOVER_NODE_DIR/telephony\"")
                .hook("stop-telephony", "echo 'password=hush' >&2; exit 3")
                .hook("status", "echo \"telephony $(cat \"$SWITCHOVER_NODE_DIR/telephony\" || echo inactive)\"");
        node = new OpenSsh(Shell.program("sshd").orElseThrow(), directory, host, user);
    }

    @AfterEach
    void stop() throws Exception {
        connections.stop();
        node.close();
    }

    @Test
    void aServiceIsStartedOnceAndTheStatusProvesIt() throws Exception {
        assertThat(status()).isEqualTo(new GroupReport(Group.TELEPHONY, ReportedState.INACTIVE, 0, null, null));

        var started = ask(NodeAction.START_TELEPHONY, 7);

        assertThat(started.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(started.output()).isEqualTo("up for 7");
        assertThat(status()).isEqualTo(new GroupReport(Group.TELEPHONY, ReportedState.ACTIVE, 7, null, null));
    }

    @Test
    void whatTheNodeRefusesIsRejectedAndWhatFailsHasFailed() throws Exception {
        ask(NodeAction.START_TELEPHONY, 7);

        var older = ask(NodeAction.STOP_TELEPHONY, 6);
        var absent = ask(NodeAction.PROMOTE_DATA, 8);
        var failing = ask(NodeAction.STOP_TELEPHONY, 8);

        assertThat(older.result()).isEqualTo(Result.REJECTED);
        assertThat(older.exitCode()).isEqualTo(65);
        assertThat(absent.exitCode()).isEqualTo(66);
        assertThat(failing.result()).isEqualTo(Result.FAILED);
        assertThat(failing.exitCode()).isEqualTo(3);
        assertThat(failing.output()).isEqualTo("password=***");
        assertThat(status().epoch()).isEqualTo(8);
    }

    @Test
    void anActionThatTheConnectionDiedUnderIsInDoubtAndGoesOn() throws Exception {
        var go = directory.resolve("go");
        Shell.in(directory)
                .hook(
                        "start-telephony",
                        "touch \"$SWITCHOVER_NODE_DIR/begun\"; until [ -e " + go
                                + " ]; do sleep 0.1; done; echo done; cd \"$SWITCHOVER_NODE_DIR\" && echo active > up && mv up telephony");
        var report =
                CompletableFuture.supplyAsync(() -> ask(NodeAction.START_TELEPHONY, 7), Thread::startVirtualThread);
        awaitFile("begun");
        node.kill();
        assertThat(report.get(60, TimeUnit.SECONDS).result()).isEqualTo(Result.IN_DOUBT);

        Files.writeString(go, "");
        awaitFile("telephony");
        node = new OpenSsh(Shell.program("sshd").orElseThrow(), directory, host, user);

        assertThat(status()).isEqualTo(new GroupReport(Group.TELEPHONY, ReportedState.ACTIVE, 7, null, null));
    }

    @Test
    void aServiceLeftRunningDoesNotHoldUpTheAnswer() throws Exception {
        Shell.in(directory).hook("start-telephony", "sleep 30 & echo $! > \"$SWITCHOVER_NODE_DIR/pid\"");

        var report = ask(NodeAction.START_TELEPHONY, 7);
        var again = ask(NodeAction.START_TELEPHONY, 7);
        ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("pid")).strip()))
                .ifPresent(ProcessHandle::destroy);

        assertThat(report.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(report.took()).isLessThan(Duration.ofSeconds(25));
        assertThat(again.result()).as("the lock is not left with it").isEqualTo(Result.SUCCEEDED);
    }

    @Test
    void theKeyOpensNothingElse() throws Exception {
        var shell = new Access.Ssh(
                "127.0.0.1",
                node.port(),
                OpenSsh.user(),
                List.of(host.publicLine()),
                "file:node-a",
                Map.of(NodeAction.STATUS, "cat /etc/passwd"),
                Map.of());

        var report = carryOut(shell, NodeAction.STATUS, 0);

        assertThat(report.result()).isEqualTo(Result.REJECTED);
        assertThat(report.output()).doesNotContain("root:");
    }

    private GroupReport status() {
        var report = ask(NodeAction.STATUS, 0);
        return Objects.requireNonNull(report.status(), report.output())
                .of(Group.TELEPHONY)
                .orElseThrow();
    }

    private ActionReport ask(NodeAction action, long epoch) {
        var access = new Access.Ssh(
                "127.0.0.1",
                node.port(),
                OpenSsh.user(),
                List.of(Key.strange(), host.publicLine()),
                "file:node-a",
                Map.of(),
                Map.of());
        return carryOut(access, action, epoch);
    }

    private ActionReport carryOut(Access.Ssh access, NodeAction action, long epoch) {
        try {
            Files.writeString(directory.resolve("node-a"), user.privateFile());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        var driver = new SshDriver(connections, new Secrets(Optional.of(directory), Map.of()), Clock.systemUTC());
        return driver.carryOut(access, new ActionOrder("order-1", new NodeId("a"), action, epoch, Map.of(), LIMIT));
    }

    private void awaitFile(String name) throws Exception {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(directory.resolve(name))) {
            assertThat(System.nanoTime()).as("waiting for " + name).isLessThan(end);
            Thread.sleep(10);
        }
    }
}
