package dev.switchover.local.landscape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.embedded.Waiting;
import dev.switchover.local.suite.Certificates;
import dev.switchover.local.suite.Home;
import dev.switchover.local.suite.ProcessId;
import dev.switchover.local.suite.SuiteRecord;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stand-ins as processes with the shipped scripts: what they answer by SSH, HTTP and SIP, and what they record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LandscapeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SshClient ssh = SshClient.setUpDefaultClient();
    private Landscape machines;

    @BeforeAll
    void start(@TempDir Path state) throws IOException {
        var own = ProcessHandle.current();
        var suite = new SuiteRecord(
                new ProcessId(own.pid(), own.info().startInstant().orElseThrow()),
                true,
                0L,
                List.of(new SuiteRecord.PartRecord(
                        "resilience", "http://127.0.0.1:1", SuiteRecord.State.RUNNING, null, 0L, 0, null, null)),
                Map.of("roles", 1));
        var home = new Home(CHECKOUT, state);
        var authority = Certificates.of(home).authority();
        Files.writeString(
                Files.createDirectories(authority.getParent()).resolve(authority.getFileName()), "nobody's\n");
        machines = Landscape.start(home, suite, "test");
        ssh.setServerKeyVerifier((session, address, key) -> true);
        ssh.setKeyIdentityProvider(new FileKeyPairProvider(home.secrets().resolve(Landscape.KEY)));
        ssh.start();
    }

    @AfterAll
    void end() {
        ssh.stop();
        machines.close();
    }

    @Test
    void servicesGoOverAndAMachineWithoutPowerDoesNotComeBackByItself() throws Exception {
        assertThat(get(Landscape.MAIN, "/health").statusCode()).isEqualTo(200);
        assertThat(get(Landscape.STANDBY, "/health").statusCode()).isEqualTo(503);
        assertThat(get(Landscape.MAIN, "/health").headers().firstValue("X-Node"))
                .hasValue("a");
        assertThat(call(Landscape.MAIN, "OPTIONS", "1")).isEqualTo("SIP/2.0 200 OK");
        assertThat(call(Landscape.STANDBY, "OPTIONS", "1")).startsWith("SIP/2.0 503");

        callsEndAsTheyWish();
        rowsComeOverBeforeTheOtherMayWrite();
        anOlderEpochIsRefused();
        theMdsKnowsOne();
        powerReturns();

        assertThat(Judge.of(machines.machine("a"), machines.machine("b")).both("data"))
                .isEmpty();
    }

    private void callsEndAsTheyWish() throws Exception {
        assertThat(call(Landscape.MAIN, "INVITE", "7")).isEqualTo("SIP/2.0 200 OK");
        assertThat(run(Landscape.MAIN, "drain-telephony 5")).isZero();
        assertThat(output(Landscape.MAIN, "status")).contains("telephony draining 5 running=1");
        assertThat(call(Landscape.MAIN, "INVITE", "8")).startsWith("SIP/2.0 503");
        assertThat(call(Landscape.MAIN, "BYE", "7")).isEqualTo("SIP/2.0 200 OK");
        assertThat(output(Landscape.MAIN, "status")).contains("telephony draining 5 running=0");
    }

    private void rowsComeOverBeforeTheOtherMayWrite() throws Exception {
        assertThat(write(Landscape.MAIN, "one")).isEqualTo(201);
        assertThat(write(Landscape.STANDBY, "two")).isEqualTo(503);
        assertThat(run(Landscape.MAIN, "fence-data 5")).isZero();
        assertThat(write(Landscape.MAIN, "three")).isEqualTo(503);
        assertThat(run(Landscape.STANDBY, "promote-data 6")).isZero();
        assertThat(run(Landscape.STANDBY, "start-management 6")).isZero();
        assertThat(write(Landscape.STANDBY, "four")).isEqualTo(201);
        assertThat(get(Landscape.STANDBY, "/rows").body()).isEqualTo("one\nfour\n");
        assertThat(Waiting.upTo(PATIENCE)
                        .until(() -> get(Landscape.MAIN, "/rows").body().equals("one\nfour\n")))
                .as("the other follows")
                .isTrue();
    }

    private void anOlderEpochIsRefused() throws Exception {
        assertThat(run(Landscape.MAIN, "promote-data 4")).isEqualTo(65);
        assertThat(write(Landscape.MAIN, "five")).isEqualTo(503);
    }

    private void theMdsKnowsOne() throws Exception {
        assertThat(run(Landscape.STANDBY, "register-mds 6 mds-1")).isZero();
        assertThat(get("mds-1", "/registration").body()).isEqualTo("registered=b epoch=6\n");
        assertThat(run(Landscape.MAIN, "register-mds 5 mds-1")).isNotZero();
        assertThat(output(Landscape.STANDBY, "status")).contains("mds mds-1 registered 6", "mds mds-2 absent 0");
        assertThat(output(Landscape.MAIN, "status")).contains("mds mds-1 absent 0");
    }

    /** The boot guard reaches nobody here, so nothing starts. */
    private void powerReturns() throws Exception {
        var standby = machines.machine(Landscape.STANDBY);
        standby.powerOff();
        assertThat(Judge.of(standby).active("data")).isEmpty();
        standby.powerOn();
        standby.awaitUp();

        assertThat(Judge.of(standby).active("data")).isEmpty();
        assertThat(get(Landscape.STANDBY, "/health").statusCode()).isEqualTo(503);
        assertThat(output(Landscape.STANDBY, "status")).contains("data inactive 6 position=9");
        assertThat(standby.lines("guard=1")).hasSize(2);
    }

    private HttpResponse<String> get(String machine, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(machines.machine(machine).address() + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private int write(String machine, String row) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(machines.machine(machine).address() + "/rows"))
                .POST(BodyPublishers.ofString(row + "\n"))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private int run(String machine, String action) throws IOException {
        return ask(machine, action).code();
    }

    private String output(String machine, String action) throws IOException {
        return ask(machine, action).output();
    }

    private record Said(int code, String output) {}

    private Said ask(String machine, String action) throws IOException {
        try (var session = ssh.connect("switchover", "127.0.0.1", machines.port(machine, "ssh"))
                .verify(PATIENCE)
                .getSession()) {
            session.auth().verify(PATIENCE);
            try (var channel = session.createExecChannel("switchover-node " + action);
                    var out = new java.io.ByteArrayOutputStream()) {
                channel.setOut(out);
                channel.open().verify(PATIENCE);
                channel.waitFor(java.util.EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
                return new Said(channel.getExitStatus(), out.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /** The first line of the answer. */
    private String call(String machine, String method, String call) throws IOException {
        var request = (method + " sip:127.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bK1\n"
                        + "From: <sip:phone@127.0.0.1>;tag=1\nTo: <sip:a@127.0.0.1>\nCall-ID: " + call + "\nCSeq: 1 "
                        + method + "\nMax-Forwards: 70\nContent-Length: 0\n\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), machines.port(machine, "sip"));
            socket.send(new DatagramPacket(request, request.length, to));
            var answer = new DatagramPacket(new byte[2048], 2048);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }
}
