package dev.switchover.resilience.node.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.switchover.embedded.CertificateAuthority;
import dev.switchover.embedded.Ports;
import dev.switchover.kit.security.Secrets;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import dev.switchover.resilience.node.domain.ActionReport;
import dev.switchover.resilience.node.domain.ActionReport.Result;
import dev.switchover.resilience.node.domain.Check;
import dev.switchover.resilience.node.domain.Group;
import dev.switchover.resilience.node.domain.MdsReport;
import dev.switchover.resilience.node.domain.NodeAction;
import dev.switchover.resilience.node.domain.NodeId;
import dev.switchover.resilience.node.domain.Presence;
import dev.switchover.resilience.node.domain.ReportedState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpDriverTest {

    private static final byte[] KEY = "a key of thirty-two bytes length".getBytes(StandardCharsets.US_ASCII);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private HttpServer node;

    private record Received(Map<String, List<String>> headers, String body) {

        String header(String name) {
            return Objects.requireNonNull(headers.get(name)).getFirst();
        }
    }

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void theNodeCanCheckWhoAsksWhat() throws Exception {
        answers(200, "{\"exitCode\":0,\"output\":\"done\"}");

        var report = ask(NodeAction.REGISTER_MDS, Map.of("mds", "mds-1"), LIMIT);

        assertThat(report.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(report.output()).isEqualTo("done");
        var order = received.getFirst();
        assertThat(new ObjectMapper().readTree(order.body())).isEqualTo(new ObjectMapper().readTree("""
                {"id": "order-1", "action": "register-mds", "epoch": 7, "parameters": {"mds": "mds-1"}}"""));
        assertThat(order.header("Webhook-id")).isEqualTo("order-1");
        assertThat(order.header("Webhook-timestamp")).isEqualTo(Long.toString(NOW.getEpochSecond()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var signed = "order-1." + NOW.getEpochSecond() + "." + order.body();
        assertThat(order.header("Webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
    }

    /** The example of the Standard Webhooks specification. */
    @Test
    void theSignatureIsThatOfTheSpecification() {
        assertThat(Signature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, SUCCEEDED",
        "200, 65, REJECTED",
        "200, 66, REJECTED",
        "200, 1, FAILED",
        "301, 0, REJECTED",
        "401, 0, REJECTED",
        "404, 0, REJECTED",
        "500, 0, IN_DOUBT",
        "502, 0, IN_DOUBT",
        "503, 0, IN_DOUBT",
    })
    void theAnswerSaysWhatCameOfIt(int status, int exitCode, Result result) {
        answers(status, "{\"exitCode\":%d,\"output\":\"said\"}".formatted(exitCode));

        var report = ask(NodeAction.FENCE_DATA, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(result);
        assertThat(report.output()).contains("said");
        assertThat(received).hasSize(1); // nothing follows a redirect, nothing is sent twice
    }

    @ParameterizedTest
    @CsvSource({
        "502, <html>, UNPROVEN",
        "503, <html>, UNPROVEN",
        "503, '', UNPROVEN",
        "504, '{\"status\":504,\"error\":\"Gateway Timeout\"}', UNPROVEN",
        "503, '{\"exitCode\":1,\"why\":\"busy\"}', THERE",
        "500, <html>, THERE",
        "401, <html>, THERE",
    })
    void aGatewayIsNotTheNode(int status, String body, Presence presence) {
        answers(status, body);

        assertThat(ask(NodeAction.STATUS, Map.of(), LIMIT).presence()).isEqualTo(presence);
    }

    @Test
    void aStatusIsRead() {
        answers(200, """
                {"exitCode": 0, "status": [
                  {"group": "data", "state": "inactive", "epoch": 7, "position": 5},
                  {"group": "telephony", "state": "draining", "epoch": 6, "running": 3}],
                 "mds": [{"mds": "m1", "state": "registered", "epoch": 6, "also": "a"}, {"mds": "m2", "state": "absent", "epoch": 0}],
                 "checks": [{"check": "licence", "state": "failed", "at": "2026-11-30T22:00:00Z", "output": "expired"}],
                 "page": "active"}""");

        var status =
                Objects.requireNonNull(ask(NodeAction.STATUS, Map.of(), LIMIT).status());

        assertThat(status.at()).isEqualTo(NOW);
        assertThat(status.of(Group.DATA)).hasValueSatisfying(data -> {
            assertThat(data.state()).isEqualTo(ReportedState.INACTIVE);
            assertThat(data.position()).isEqualTo(5);
        });
        assertThat(status.mds()).containsExactly(new MdsReport("m1", true, 6, "a"), new MdsReport("m2", false, 0));
        assertThat(status.checks())
                .containsExactly(new Check("licence", false, Instant.parse("2026-11-30T22:00:00Z"), "expired"));
        assertThat(status.page()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"state\": \"passed\", \"at\": \"2026-11-30T22:00:00Z\"}",
                "{\"check\": \"a b\", \"state\": \"passed\", \"at\": \"2026-11-30T22:00:00Z\"}",
                "{\"check\": \"licence\", \"state\": \"perhaps\", \"at\": \"2026-11-30T22:00:00Z\"}",
                "{\"check\": \"licence\", \"state\": \"passed\", \"at\": \"noon\"}",
                "{\"check\": \"licence\", \"state\": \"passed\", \"at\": 1764540000}",
                "{\"check\": \"licence\", \"state\": \"passed\"}",
            })
    void aCheckThatIsNotUnderstoodHasFailedAndTheRestCounts(String check) {
        answers(200, """
                {"exitCode": 0, "status": [{"group": "data", "state": "active", "epoch": 1}], "checks": [%s, null],
                 "mds": [{"mds": "m1", "state": "absent", "epoch": 0, "also": " "},
                         {"mds": "m2", "state": "absent", "epoch": 0, "also": "b\\u0000"}]}""".formatted(check));

        var status =
                Objects.requireNonNull(ask(NodeAction.STATUS, Map.of(), LIMIT).status());

        assertThat(status.groups()).hasSize(1);
        assertThat(status.mds()).extracting(MdsReport::also).containsExactly(null, "another");
        assertThat(status.checks())
                .singleElement()
                .satisfies(one -> assertThat(one.passed()).isFalse())
                .extracting(Check::name)
                .isEqualTo("unreadable");
    }

    @Test
    void ofASecretWhereItsWordsEndNoHalfIsKept() {
        answers(200, """
                {"exitCode": 0, "status": [{"group": "data", "state": "active", "epoch": 1}],
                 "checks": [{"check": "trunk", "state": "failed", "at": "2026-11-30T22:00:00Z",
                             "output": "%s %s"}]}""".formatted("é".repeat(190), SECRET));

        var status =
                Objects.requireNonNull(ask(NodeAction.STATUS, Map.of(), LIMIT).status());

        assertThat(status.checks()).extracting(Check::says).containsExactly("é".repeat(190) + " ***");
    }

    @Test
    void whatACheckSaysAtLengthIsShortened() {
        answers(200, """
                {"exitCode": 0, "status": [{"group": "data", "state": "active", "epoch": 1}],
                 "checks": [{"check": "trunk", "state": "failed", "at": "2026-11-30T22:00:00Z",
                             "output": "%s"}]}""".formatted("é".repeat(300)));

        var status =
                Objects.requireNonNull(ask(NodeAction.STATUS, Map.of(), LIMIT).status());

        assertThat(status.checks()).extracting(Check::says).containsExactly("é".repeat(199) + "…");
    }

    @Test
    void whatIsSecretOrNoTextIsNotInWhatACheckSays() {
        answers(200, """
                {"exitCode": 0, "status": [{"group": "data", "state": "active", "epoch": 1}],
                 "checks": [{"check": "trunk", "state": "failed", "at": "2026-11-30T22:00:00Z",
                             "output": "no\\u0000password=hunter2"}]}""");

        var status =
                Objects.requireNonNull(ask(NodeAction.STATUS, Map.of(), LIMIT).status());

        assertThat(status.checks()).extracting(Check::says).containsExactly("no password=***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "<html>",
                "{}",
                "{\"exitCode\":\"none\"}",
                "{\"exitCode\":0}",
                "{\"exitCode\":0,\"status\":[]}",
                "{\"exitCode\":0,\"status\":[{\"group\":\"data\",\"state\":\"asleep\",\"epoch\":1}]}",
                "{\"exitCode\":0,\"status\":[{\"group\":\"data\",\"state\":\"active\"}]}",
                "{\"exitCode\":0,\"status\":[null]}",
                "{\"exitCode\":0,\"status\":[{\"group\":\"data\",\"state\":\"active\",\"epoch\":1}],\"page\":\"on\"}",
                "{\"exitCode\":0,\"status\":[{\"group\":\"data\",\"state\":\"active\",\"epoch\":1}],\"mds\":[{\"mds\":\"m\"}]}",
            })
    void aStatusThatIsNotUnderstoodIsNoStatus(String body) {
        answers(200, body);

        var report = ask(NodeAction.STATUS, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(report.status()).isNull();
    }

    @Test
    void secretsDoNotComeBack() {
        answers(200, "{\"exitCode\":1,\"output\":\"bad key %s\"}".formatted(SECRET));

        assertThat(ask(NodeAction.FENCE, Map.of(), LIMIT).output()).isEqualTo("bad key ***");
    }

    @Test
    void oneThatIsSlowIsInDoubt() {
        var end = new CountDownLatch(1);
        behaves(exchange -> await(end));

        var report = ask(NodeAction.PROMOTE_DATA, Map.of(), SHORT);
        end.countDown();

        assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(report.output()).contains("in time");
    }

    @Test
    void oneThatDripsIsInDoubtAsWell() {
        var end = new CountDownLatch(1);
        behaves(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(end);
        });

        assertThat(ask(NodeAction.PROMOTE_DATA, Map.of(), SHORT).result()).isEqualTo(Result.IN_DOUBT);
        end.countDown();
    }

    @Test
    void oneThatBreaksOffIsInDoubt() {
        behaves(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            exchange.close();
        });

        assertThat(ask(NodeAction.PROMOTE_DATA, Map.of(), LIMIT).result()).isEqualTo(Result.IN_DOUBT);
    }

    @Test
    void aFloodIsInDoubt() {
        answers(200, "{\"exitCode\":0,\"output\":\"" + "flood ".repeat(100_000) + "\"}");

        var report = ask(NodeAction.PROMOTE_DATA, Map.of(), LIMIT);

        assertThat(report.result()).isEqualTo(Result.IN_DOUBT);
        assertThat(report.output()).hasSizeLessThan(1_000);
    }

    @Test
    void nobodyAtHomeIsInDoubt() throws IOException {
        var nobody = Ports.free();

        var access = new Access.Http("http://127.0.0.1:" + nobody + "/", "env:HOOK", Map.of());

        assertThat(carryOut(access, platform(), NodeAction.FENCE, Map.of(), LIMIT)
                        .result())
                .isEqualTo(Result.IN_DOUBT);
    }

    @Test
    void onlyTheAuthorityOfTheNodesIsTrusted(@TempDir Path directory, @TempDir Path another) throws Exception {
        var ours = CertificateAuthority.in(directory, 2);
        var strangers = CertificateAuthority.in(another, 2);
        var secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(ours.server()));
        secure.createContext("/", answer(200, "{\"exitCode\":0}"));
        secure.start();
        var access = new Access.Http("https://127.0.0.1:" + secure.getAddress().getPort() + "/", "env:HOOK", Map.of());

        var trusted = carryOut(access, ours.client(), NodeAction.FENCE, Map.of(), LIMIT);
        var strange = carryOut(access, strangers.client(), NodeAction.FENCE, Map.of(), LIMIT);
        secure.stop(0);

        assertThat(trusted.result()).isEqualTo(Result.SUCCEEDED);
        assertThat(strange.result()).isEqualTo(Result.REJECTED);
        assertThat(strange.output()).contains("TLS");
        assertThat(received).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://node-a.example.net/", "ftp://127.0.0.1/", "node-a"})
    void whatIsNotEncryptedStaysOnThisMachine(String url) {
        assertThatThrownBy(() -> carryOut(
                        new Access.Http(url, "env:HOOK", Map.of()), platform(), NodeAction.FENCE, Map.of(), LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void nothingButPlainWordsIsSent() {
        assertThatThrownBy(() -> ask(NodeAction.REGISTER_MDS, Map.of("mds", "a;b"), LIMIT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(received).isEmpty();
    }

    private void answers(int status, String body) {
        node.createContext("/", answer(status, body));
    }

    private HttpHandler answer(int status, String body) {
        return remembered(exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private void behaves(HttpHandler behaviour) {
        node.createContext("/", remembered(behaviour));
    }

    private HttpHandler remembered(HttpHandler behaviour) {
        return exchange -> {
            received.add(new Received(exchange.getRequestHeaders(), body(exchange)));
            behaviour.handle(exchange);
        };
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ActionReport ask(NodeAction action, Map<String, String> parameters, Duration limit) {
        var url = "http://127.0.0.1:" + node.getAddress().getPort() + "/orders";
        return carryOut(new Access.Http(url, "env:HOOK", Map.of()), platform(), action, parameters, limit);
    }

    private static SSLContext platform() {
        try {
            return SSLContext.getDefault();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ActionReport carryOut(
            Access.Http access, SSLContext trust, NodeAction action, Map<String, String> parameters, Duration limit) {
        var secrets = new Secrets(Optional.empty(), Map.of("HOOK", SECRET));
        var driver = new HttpDriver(new Trust(trust), secrets, new ObjectMapper(), Clock.fixed(NOW, ZoneOffset.UTC));
        return driver.carryOut(access, new ActionOrder("order-1", new NodeId("a"), action, 7, parameters, limit));
    }
}
