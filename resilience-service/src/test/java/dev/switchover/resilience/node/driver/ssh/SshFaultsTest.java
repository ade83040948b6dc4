package dev.switchover.resilience.node.driver.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.embedded.Ports;
import dev.switchover.kit.security.Secrets;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.Presence;
import dev.switchover.resilience.node.domain.ReportedState;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshFaultsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration ABOUT_TWO_SECONDS = Duration.ofSeconds(4);

    /** On a machine that has much else to do. */
    private static final int TRIES = 5;

    private Key host;
    private Key user;
    private KeptConnections connections;
    private FaultySsh node;

    @BeforeAll
    void keys() throws Exception {
        host = Key.ecdsa();
        user = Key.ecdsa();
    }

    @BeforeEach
    void start() throws Exception {
        connections = new KeptConnections(Duration.ofMinutes(10));
        node = new FaultySsh(Ports.free(), host, user);
    }

    @AfterEach
    void stop() throws Exception {
        connections.stop();
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"0, SUCCEEDED", "64, REJECTED", "65, REJECTED", "66, REJECTED", "1, FAILED", "143, FAILED"})
    void theExitCodeSaysWhatCameOfIt(int exitCode, Result result) throws Exception {
        node.behave(run -> {
            run.say("said");
            run.exit(exitCode);
        });

        var report = ask(NodeAction.START_TELEPHONY, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(result);
        assertThat(report.exitCode()).isEqualTo(exitCode);
        assertThat(report.output()).isEqualTo("said");
        assertThat(node.commands()).containsExactly("switchover-node start-telephony 7");
    }

    @Test
    void aStatusIsRead() throws Exception {
        node.behave(run -> {
            run.say("telephony draining 6 running=3\n");
            run.exit(0);
        });

        var status =
                Objects.requireNonNull(ask(NodeAction.STATUS, Map.of(), LIMIT).status());

        assertThat(status.of(Group.TELEPHONY)).hasValueSatisfying(telephony -> {
            assertThat(telephony.state()).isEqualTo(ReportedState.DRAINING);
            assertThat(telephony.running()).isEqualTo(3);
        });
    }

    @Test
    void aStatusThatIsNotUnderstoodIsNoStatus() throws Exception {
        node.behave(run -> {
            run.say("all is well\n");
            run.exit(0);
        });

        var report = ask(NodeAction.STATUS, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(report.status()).isNull();
        assertThat(report.output()).contains("all is well");
    }

    @Test
    void oneThatHangsIsInDoubtAndTheConnectionStaysGood() throws Exception {
        var never = new CountDownLatch(1);
        node.behave(run -> {
            run.say("working");
            never.await();
        });
        var hanging = ask(NodeAction.PROMOTE_DATA, Map.of(), SHORT);
        node.behave(run -> run.exit(0));
        var next = ask(NodeAction.PROMOTE_DATA, Map.of(), LIMIT);
        never.countDown();

        assertThat(hanging.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(hanging.output()).contains("no answer in time").contains("working");
        assertThat(hanging.took()).isBetween(SHORT.minusMillis(50), SHORT.plusSeconds(20));
        assertThat(next.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(node.connections()).isEqualTo(1);
    }

    @Test
    void anAnswerThatComesTooLateIsNotTakenForTheNextOne() throws Exception {
        var late = new CountDownLatch(1);
        node.behave(run -> {
            if (run.line().contains("fence-data")) {
                late.await();
                run.say("late");
                run.exit(66);
            } else {
                late.countDown();
                run.exit(0);
            }
        });

        assertThat(ask(NodeAction.FENCE_DATA, Map.of(), SHORT).result()).isEqualTo(Result.IN_DOUBT);
        var next = ask(NodeAction.STOP_MANAGEMENT, Map.of(), LIMIT);

        assertThat(next.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(next.output()).isEmpty();
    }

    @Test
    void oneThatDiesMidCommandIsInDoubt() throws Exception {
        node.behave(run -> {
            run.say("half done");
            run.die();
        });

        var report = ask(NodeAction.STOP_TELEPHONY, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(report.output()).contains("broke off");
        assertThat(report.exitCode()).isNull();
    }

    @Test
    void aFloodCostsNeitherMemoryNorTheResult() throws Exception {
        var piece = "flood ".repeat(10_000);
        node.behave(run -> {
            for (var i = 0; i < 200; i++) {
                run.say(piece);
            }
            run.exit(0);
        });

        var report = ask(NodeAction.START_TELEPHONY, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(report.output()).hasSizeLessThan(9_000).endsWith("cut");
    }

    @Test
    void aHostWithAnotherKeyIsRejectedAndHearsNothing() throws Exception {
        var report =
                carryOut(access(node.port(), List.of(Key.ecdsa().publicLine())), NodeAction.FENCE, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(Result.REJECTED);
        assertThat(report.output()).contains("host key");
        assertThat(report.presence()).isEqualTo(Presence.UNPROVEN);
        assertThat(node.commands()).isEmpty();
    }

    @Test
    void aHostThatComesBackWithAnotherKeyIsRejected() throws Exception {
        assertThat(ask(NodeAction.STATUS, Map.of(), LIMIT).exitCode()).isNull(); // says nothing, but is reached
        var port = node.port();
        node.close();
        try (var impostor = new FaultySsh(port, Key.ecdsa(), user)) {
            var report = carryOut(access(port, List.of(host.publicLine())), NodeAction.FENCE, Map.of(), LIMIT);

            assertThat(report.result()).isEqualTo(Result.REJECTED);
            assertThat(impostor.commands()).isEmpty();
        }
    }

    @Test
    void aHostThatComesBackIsReachedAnew() throws Exception {
        ask(NodeAction.START_TELEPHONY, Map.of(), LIMIT);
        var port = node.port();
        node.close();
        var away = carryOut(access(port, List.of(host.publicLine())), NodeAction.FENCE, Map.of(), LIMIT);
        node = new FaultySsh(port, host, user);
        var back = ask(NodeAction.FENCE, Map.of(), LIMIT);

        assertThat(away.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(away.output()).contains("not reached");
        assertThat(back.result()).isEqualTo(Result.SUCCEEDED);
    }

    @Test
    void oneThatDoesNotAdmitOurKeyIsRejected() throws Exception {
        try (var strange = new FaultySsh(Ports.free(), host, Key.ecdsa())) {
            var report =
                    carryOut(access(strange.port(), List.of(host.publicLine())), NodeAction.FENCE, Map.of(), LIMIT);

            assertThat(report.result()).isEqualTo(Result.REJECTED);
            assertThat(report.output()).contains("did not admit our key");
            assertThat(strange.commands()).isEmpty();
        }
    }

    @Test
    void oneThatRunsNoCommandsIsRejected() throws Exception {
        node.runNothing();

        assertThat(ask(NodeAction.FENCE, Map.of(), LIMIT).result()).isEqualTo(Result.REJECTED);
    }

    @Test
    void aDeadHostCostsTheConnectTimeOut() throws Exception {
        try (var dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var queue = fullQueue(dead)) {
            var shortest = LIMIT;
            for (int i = 0; i < TRIES && shortest.compareTo(ABOUT_TWO_SECONDS) > 0; i++) {
                var report = carryOut(
                        access(dead.getLocalPort(), List.of(host.publicLine())), NodeAction.FENCE, Map.of(), LIMIT);
                assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
                assertThat(report.took()).isGreaterThan(Duration.ofMillis(1900));
                shortest = report.took().compareTo(shortest) < 0 ? report.took() : shortest;
            }

            assertThat(queue.sockets()).isNotEmpty();
            assertThat(shortest).isLessThanOrEqualTo(ABOUT_TWO_SECONDS);
        }
    }

    @Test
    void aHostThatConnectsAndSaysNothingIsInDoubt() throws Exception {
        try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var report = carryOut(
                    access(mute.getLocalPort(), List.of(host.publicLine())), NodeAction.FENCE, Map.of(), SHORT);

            assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
            assertThat(report.took()).isGreaterThan(SHORT.minusMillis(50));
        }
    }

    @Test
    void manyAtOnceShareOneConnection() throws Exception {
        var all = new CountDownLatch(5);
        node.behave(run -> {
            all.countDown();
            run.exit(all.await(20, TimeUnit.SECONDS) ? 0 : 1);
        });

        var reports = new ArrayList<CompletableFuture<ActionReport>>();
        for (var i = 0; i < 5; i++) {
            reports.add(CompletableFuture.supplyAsync(
                    () -> ask(NodeAction.REGISTER_MDS, Map.of("mds", "mds-1"), LIMIT), Thread::startVirtualThread));
        }

        assertThat(reports)
                .allSatisfy(report ->
                        assertThat(report.get(60, TimeUnit.SECONDS).result()).isEqualTo(Result.SUCCEEDED));
        assertThat(node.connections()).isEqualTo(1);
        assertThat(node.commands()).containsOnly("switchover-node register-mds 7 mds-1");
    }

    @Test
    void aConnectionThatNobodyWantsIsClosed() throws Exception {
        connections.stop();
        connections = new KeptConnections(Duration.ofMillis(200));
        ask(NodeAction.START_TELEPHONY, Map.of(), LIMIT);

        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (node.connections() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(node.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mds;reboot", "$(reboot)", "a b", "", "-rf", "mds\nreboot", "`x`", "a'b"})
    void nothingThatAShellCouldReadIsSent(String value) {
        assertThatThrownBy(() -> ask(NodeAction.REGISTER_MDS, Map.of("mds", value), LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mds");
        assertThat(node.commands()).isEmpty();
    }

    @Test
    void aConfiguredLineIsFilledIn() throws Exception {
        var configured = new Access.Ssh(
                "127.0.0.1",
                node.port(),
                "switchover",
                List.of(host.publicLine()),
                "env:KEY",
                Map.of(NodeAction.REGISTER_MDS, "sudo xds {action} --epoch={epoch} --order={id} {mds}"),
                Map.of());

        carryOut(configured, NodeAction.REGISTER_MDS, Map.of("mds", "mds-1"), LIMIT);

        assertThat(node.commands()).containsExactly("sudo xds register-mds --epoch=7 --order=order-1 mds-1");
        assertThatThrownBy(() -> carryOut(configured, NodeAction.REGISTER_MDS, Map.of(), LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mds");
    }

    private ActionReport ask(NodeAction action, Map<String, String> parameters, Duration limit) {
        try {
            return carryOut(access(node.port(), List.of(host.publicLine())), action, parameters, limit);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ActionReport carryOut(Access.Ssh access, NodeAction action, Map<String, String> parameters, Duration limit)
            throws Exception {
        var secrets = new Secrets(Optional.empty(), Map.of("KEY", user.privateFile()));
        var driver = new SshDriver(connections, secrets, Clock.systemUTC());
        return driver.carryOut(access, new ActionOrder("order-1", new NodeId("a"), action, 7, parameters, limit));
    }

    private static Access.Ssh access(int port, List<String> hostKeys) {
        return new Access.Ssh("127.0.0.1", port, "switchover", hostKeys, "env:KEY", Map.of(), Map.of());
    }

    /** Fills the queue of those waiting to be accepted, so that the kernel answers nobody else: like a host that is off. */
    private static Queue fullQueue(ServerSocket server) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (var i = 0; i < 20; i++) {
            var socket = new Socket();
            sockets.add(socket);
            try {
                socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 300);
            } catch (IOException full) {
                break;
            }
        }
        return new Queue(sockets);
    }

    private record Queue(List<Socket> sockets) implements Closeable {

        @Override
        public void close() throws IOException {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }
}
