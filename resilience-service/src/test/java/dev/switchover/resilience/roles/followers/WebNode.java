package dev.switchover.resilience.roles.followers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One node of the pair, as its users see it: says its name, at once or, on {@code /session}, when the session ends. */
final class WebNode implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String name;
    private final CountDownLatch end = new CountDownLatch(1);
    final AtomicInteger sessions = new AtomicInteger();
    final AtomicInteger answered = new AtomicInteger();

    WebNode(String name) throws IOException {
        this.name = name;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.createContext("/session", exchange -> {
            sessions.incrementAndGet();
            await();
            answer(exchange);
        });
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    void endSessions() {
        end.countDown();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            answered.incrementAndGet();
            exchange.sendResponseHeaders(200, name.length());
            exchange.getResponseBody().write(name.getBytes(UTF_8));
        }
    }

    @Override
    public void close() {
        endSessions();
        server.stop(0);
        threads.shutdownNow();
    }
}
