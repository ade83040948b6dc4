package dev.switchover.resilience.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** One instance of Switchover as the guard sees it: role endpoints, right or wrong, old or new. */
final class Instance implements AutoCloseable {

    private final HttpsServer server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile Answer answer = new Answer(503, Optional.empty(), "");

    /** What every node hears; the age is left out if it is empty. */
    record Answer(int status, Optional<String> age, String body) {}

    Instance(SSLContext context) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/roles/acme/a/telephony", this::handle);
        server.start();
    }

    String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Knows who owns the group, as the node a hears it. */
    Instance knows(String owner, long epoch, long age) {
        var mine = owner.equals("a");
        return says(new Answer(
                mine ? 200 : 503,
                Optional.of(Long.toString(age)),
                "{\"role\":\"%s\",\"owner\":\"%s\",\"epoch\":%d,\"since\":\"2026-11-25T03:00:00Z\",\"observedAt\":\"2026-11-25T03:00:01Z\"}"
                        .formatted(mine ? "OWNER" : "NONE", owner, epoch)));
    }

    Instance says(Answer wanted) {
        answer = wanted;
        return this;
    }

    boolean asked(int seconds) throws InterruptedException {
        return asked.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var now = answer;
        var body = now.body().getBytes(StandardCharsets.UTF_8);
        now.age().ifPresent(age -> exchange.getResponseHeaders().add("Switchover-Age", age));
        exchange.getResponseHeaders().add("Location", exchange.getRequestURI().toString());
        exchange.sendResponseHeaders(now.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
        asked.countDown();
    }
}
