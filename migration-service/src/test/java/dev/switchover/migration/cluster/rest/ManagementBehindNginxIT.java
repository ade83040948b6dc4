package dev.switchover.migration.cluster.rest;

import static dev.switchover.migration.Calls.cluster;
import static dev.switchover.migration.Calls.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.switchover.embedded.Ports;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file docs/nginx-management.conf before settings pages that take every change. */
@QuarkusTest
class ManagementBehindNginxIT {

    private final HttpClient browser = HttpClient.newHttpClient();
    private final AtomicInteger changes = new AtomicInteger();

    @TempDir
    Path directory = Path.of("");

    private @Nullable HttpServer settings;

    @BeforeAll
    @SuppressWarnings("SystemOut") // whoever watches the build shall see it
    static void nginxIsInstalled() {
        if (Nginx.installed().isEmpty()) {
            System.out.println("!!! SKIPPED: the management check behind a real nginx: nginx is not installed. !!!");
        }
        assumeTrue(Nginx.installed().isPresent(), "nginx is not installed");
    }

    @BeforeEach
    void settingsPages() throws IOException {
        settings = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        settings.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            changes.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        settings.start();
    }

    @AfterEach
    void stop() {
        Objects.requireNonNull(settings).stop(0);
    }

    @Test
    void theOwnerTakesChanges() throws Exception {
        var answer = change(service(), cluster(), "a");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(changes).hasValue(1);
    }

    @Test
    void anotherNodeSendsToTheOwner() throws Exception {
        var answer = change(service(), cluster(), "b");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Link")).contains("<https://a.example.net/>; rel=\"alternate\"");
        assertThat(answer.body()).contains("another node");
        assertThat(changes).hasValue(0);
    }

    @Test
    void ofAnUnknownClusterNothingIsChanged() throws Exception {
        var answer = change(service(), unique("c"), "a");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Link")).isEmpty();
        assertThat(answer.body()).doesNotContain("another node", "Link").contains("nowhere else that is known");
        assertThat(changes).hasValue(0);
    }

    @Test
    void whileTheServiceIsAwayNothingIsChanged() throws Exception {
        var answer = change("127.0.0.1:" + Ports.free(), cluster(), "a");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("try again");
        assertThat(changes).hasValue(0);
    }

    private HttpResponse<String> change(String service, String cluster, String node) throws Exception {
        var pages = "127.0.0.1:" + Objects.requireNonNull(settings).getAddress().getPort();
        var binary = Nginx.installed().orElseThrow();
        try (var nginx = new Nginx(binary, directory, pages, service, cluster, node)) {
            var request = HttpRequest.newBuilder(URI.create(nginx.url() + "routes"))
                    .POST(BodyPublishers.ofString("{\"route\": 7}"))
                    .build();
            return browser.send(request, BodyHandlers.ofString());
        }
    }

    private static String service() {
        return "127.0.0.1:" + RestAssured.port;
    }
}
