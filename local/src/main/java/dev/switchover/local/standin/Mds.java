package dev.switchover.local.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** An MDS: one XiVO is registered at it; a newer epoch takes the place, an older one is refused. */
final class Mds {

    private final NodeLog log;
    private String registered = "nobody";
    private long epoch;

    private Mds(NodeLog log) {
        this.log = log;
    }

    static void start(Settings settings) throws IOException {
        var mds = new Mds(new NodeLog(settings.directory(), settings.name(), Clock.systemUTC()));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port("http")), 10);
        server.createContext("/registration", mds::answer);
        server.start();
        mds.log.add("power=on");
    }

    /** {@code PUT /registration/NODE?epoch=N}; anything else shows who is registered. */
    private synchronized void answer(HttpExchange exchange) throws IOException {
        var status = exchange.getRequestMethod().equals("PUT") ? register(exchange) : 200;
        var body = "registered=%s epoch=%d%n".formatted(registered, epoch).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int register(HttpExchange exchange) {
        var path = exchange.getRequestURI().getPath();
        var asked = Long.parseLong(Query.of(exchange, "epoch"));
        if (asked < epoch) {
            return 409;
        }
        registered = path.substring(path.lastIndexOf('/') + 1);
        epoch = asked;
        log.add("registered=" + registered + " epoch=" + epoch);
        return 200;
    }
}
