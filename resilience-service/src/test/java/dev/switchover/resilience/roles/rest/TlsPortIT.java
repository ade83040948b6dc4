package dev.switchover.resilience.roles.rest;

import static dev.switchover.resilience.roles.RoleTestSettings.CONNECTIONS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.TestSettings;
import dev.switchover.resilience.roles.RoleRows;
import dev.switchover.resilience.roles.TestAuthority;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TlsPortIT {

    private final RoleRows roles = RoleRows.in(TestSettings.database());
    private final TestAuthority authority = TestAuthority.shared();
    private final TlsPort port;

    TlsPortIT(TlsPort port) {
        this.port = port;
    }

    @Test
    void answersWhoPinsTheAuthority() throws Exception {
        roles.set("a", "services", "OWNER", 3);
        try (var client = HttpClient.newBuilder().sslContext(authority.pinned()).build()) {
            Eventually.holds(() -> assertThat(
                            get(client, "/roles/" + roles.deployment() + "/a").statusCode())
                    .isEqualTo(200));
            var answer = get(client, "/roles/" + roles.deployment() + "/a/services");
            assertThat(answer.body()).contains("\"owner\":\"a\"").contains("\"epoch\":3");
            assertThat(answer.headers().firstValue("Switchover-Age")).isPresent();
        }
    }

    @Test
    void answersNothingElse() {
        try (var client = HttpClient.newBuilder().sslContext(authority.pinned()).build()) {
            for (var path : new String[] {"/", "/q/health", "/deployments", "/where/x", "/roles", "/roles/x"}) {
                assertThat(get(client, path).statusCode()).as(path).isEqualTo(404);
            }
        }
    }

    @Test
    void anotherAuthorityDoesNotTrustIt() {
        try (var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> get(client, "/roles/x/a")).hasCauseInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() {
        var serial = authority.issue();
        Eventually.holds(() -> assertThat(shownSerial()).isEqualTo(serial));
    }

    @Test
    void whoNeverFinishesHisRequestIsHungUpOn() throws IOException {
        try (var slow = connect()) {
            slow.getOutputStream().write("GET /roles/x/a HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(US_ASCII));
            assertThat(endsWhileDripping(slow)).isTrue();
        }
    }

    @Test
    void whoNeverShakesHandsIsHungUpOn() throws IOException {
        try (var silent = new Socket(InetAddress.getLoopbackAddress(), port.port())) {
            silent.setSoTimeout(30_000);
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void tooManyAtOnceAreHungUpOn() throws IOException {
        var waiting = new ArrayList<Socket>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                waiting.add(connect());
            }
            try (var oneMore = connect()) {
                assertThat(oneMore.getInputStream().read()).isEqualTo(-1);
            }
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    /** A byte now and then must not buy time. */
    private static boolean endsWhileDripping(Socket socket) {
        try {
            socket.setSoTimeout(100);
            for (int i = 0; i < 100; i++) {
                socket.getOutputStream().write('x');
                socket.getOutputStream().flush();
                if (hasEnded(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    private static boolean hasEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        }
    }

    private SSLSocket connect() throws IOException {
        var socket = (SSLSocket)
                authority.pinned().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port.port());
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private String shownSerial() {
        try (var socket = connect()) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSerialNumber().toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(HttpClient client, String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port.port() + path))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
