package dev.switchover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpTest {

    private final Http http = new Http(Duration.ofSeconds(1));

    @Test
    void answersThatStopHalfWayEndToo() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var half = CompletableFuture.runAsync(() -> answer(server, "Content-Length: 100", "half"));
            assertThatThrownBy(() -> http.send(request(server), BodyHandlers.ofString()))
                    .isInstanceOf(HttpTimeoutException.class)
                    .hasMessageContaining("PT1S");
            half.join();
        }
    }

    @Test
    void asksForNoOtherProtocol() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var asked = CompletableFuture.supplyAsync(() -> answer(server, "Content-Length: 4", "here"));
            assertThat(http.send(request(server), BodyHandlers.ofString()).body())
                    .isEqualTo("here");
            assertThat(asked.join()).contains("HTTP/1.1").doesNotContainIgnoringCase("upgrade");
        }
    }

    private static HttpRequest.Builder request(ServerSocket server) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"));
    }

    /** One answer; what was asked. Returns when the other side has closed the connection. */
    private static String answer(ServerSocket server, String header, String body) {
        try (var connection = server.accept()) {
            var asked = new byte[1000];
            var length = connection.getInputStream().read(asked);
            write(
                    connection.getOutputStream(),
                    "HTTP/1.1 200 OK\r\n" + header + "\r\nConnection: close\r\n\r\n" + body);
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            return new String(asked, 0, length, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
