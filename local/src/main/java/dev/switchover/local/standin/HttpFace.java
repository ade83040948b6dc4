package dev.switchover.local.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * The node's web side. For people: {@code /} and {@code /health}, 200 while it serves, and {@code /rows} to change settings.
 * For its peer: {@code /rows?from=}. For its own hooks: {@code /do/ACTION}.
 */
final class HttpFace {

    private final Settings settings;
    private final States states;
    private final Rows rows;
    private final Actions actions;

    HttpFace(Settings settings, States states, Rows rows, Actions actions) {
        this.settings = settings;
        this.states = states;
        this.rows = rows;
        this.actions = actions;
    }

    void start() throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port("http")), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::page);
        server.createContext("/rows", this::rows);
        server.createContext("/do/", this::act);
        server.start();
    }

    private boolean serves() {
        return states.isActive("management") || states.isActive("services");
    }

    private void page(HttpExchange exchange) throws IOException {
        answer(exchange, serves() ? 200 : 503, settings.name() + (serves() ? " serves\n" : " does not serve\n"));
    }

    private void rows(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            write(exchange);
        } else if (Query.of(exchange, "from").isEmpty()) {
            answer(exchange, 200, rows.text());
        } else {
            hand(exchange);
        }
    }

    /** Fencing takes the same lock, so what is answered 201 was written by the owner of the data. */
    private void write(HttpExchange exchange) throws IOException {
        var row = exchange.getRequestBody().readAllBytes();
        var position = -1L;
        synchronized (actions) {
            if (serves() && states.isActive("data")) {
                position = rows.append(row);
            }
        }
        answer(exchange, position < 0 ? 503 : 201, position < 0 ? "not writable\n" : position + "\n");
    }

    private void hand(HttpExchange exchange) throws IOException {
        var from = Long.parseLong(Query.of(exchange, "from"));
        var same =
                from <= rows.position() && String.valueOf(rows.checksum(from)).equals(Query.of(exchange, "checksum"));
        if (same) {
            answer(exchange, 200, new String(rows.from(from), StandardCharsets.UTF_8));
        } else {
            answer(exchange, 409, "other rows\n");
        }
    }

    private void act(HttpExchange exchange) throws IOException {
        var action = exchange.getRequestURI().getPath().substring("/do/".length());
        try {
            answer(exchange, 200, actions.carryOut(action, Query.of(exchange, "epoch"), Query.of(exchange, "value")));
        } catch (IOException | RuntimeException e) {
            answer(exchange, 500, e.getMessage() + "\n");
        }
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Node", settings.name());
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
