package dev.switchover.local.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.switchover.embedded.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small reverse proxy that follows the role endpoints. It fails static: without an answer, or with no owner, it stays with
 * the node it was told last, over a restart too; before it was told any, it admits nobody.
 */
final class Edge {

    private static final long ASK_EVERY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Http http = new Http(PATIENCE);
    private final Settings settings;
    private final NodeLog log;
    private final Path kept;
    private volatile String target;

    private Edge(Settings settings) throws IOException {
        this.settings = settings;
        this.log = new NodeLog(settings.directory(), settings.name(), Clock.systemUTC());
        this.kept = settings.directory().resolve("target");
        this.target = Files.exists(kept) ? Files.readString(kept) : "";
    }

    static void start(Settings settings) throws IOException {
        var edge = new Edge(settings);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port("http")), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", edge::forward);
        server.start();
        edge.log.add("power=on");
        var unused = Executors.newSingleThreadScheduledExecutor()
                .scheduleWithFixedDelay(edge::follow, 0, ASK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void follow() {
        settings.words("nodes").stream().filter(this::owns).findFirst().ifPresent(this::turnTo);
    }

    private boolean owns(String node) {
        try {
            var request = HttpRequest.newBuilder(URI.create(settings.text("roles." + node)));
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void turnTo(String node) {
        if (node.equals(target)) {
            return;
        }
        try {
            Files.writeString(kept, node);
            target = node;
            log.add("target=" + node);
        } catch (IOException e) {
            log.add("trouble=" + e.getClass().getSimpleName());
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        var node = target;
        if (node.isEmpty()) {
            answer(exchange, 503, "nobody", "no side is known yet\n".getBytes(StandardCharsets.UTF_8));
            return;
        }
        var body = exchange.getRequestBody().readAllBytes();
        var request = HttpRequest.newBuilder(URI.create(settings.text("node." + node) + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            answer(exchange, response.statusCode(), node, response.body());
        } catch (IOException e) {
            answer(exchange, 502, node, "nobody answers\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, String node, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("X-Node", node);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
