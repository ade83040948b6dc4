package dev.switchover.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catcher's face: mails in a browser, and as JSON under {@code /api/mails}. */
final class MailPage {

    private static final Pattern ONE = Pattern.compile("(?:/api)?/mails/(\\d{1,18})(\\.eml|\\.html)?");
    private static final int DEFAULT_LIMIT = 1000;
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    @SuppressWarnings("ArrayRecordComponent") // answers are sent, never compared
    private record Answer(int status, String type, byte[] body) {

        static Answer text(int status, String type, String body) {
            return new Answer(status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer json(Object value) throws JsonProcessingException {
            return text(200, "application/json", JSON.writeValueAsString(value));
        }
    }

    private final Mailbox mailbox;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    private MailPage(Mailbox mailbox, HttpServer server) {
        this.mailbox = mailbox;
        this.server = server;
    }

    static MailPage start(int port, Mailbox mailbox) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
            var page = new MailPage(mailbox, server);
            server.createContext("/", page::serve);
            server.setExecutor(page.workers);
            server.start();
            return page;
        } catch (IOException e) {
            throw new StartFailure("The mail page did not start at port " + port + ": " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    void stop() {
        server.stop(0);
        workers.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'");
            headers.set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.text(405, "text/plain", "Only GET is known here.\n");
        }
        if (path.equals("/")) {
            return Answer.text(200, "text/html", MailHtml.list(mailbox.mails(0, Integer.MAX_VALUE)));
        }
        if (path.equals("/api/mails")) {
            var query = exchange.getRequestURI().getQuery();
            return Answer.json(mailbox.mails(number(query, "after", 0), (int) number(query, "limit", DEFAULT_LIMIT)));
        }
        var one = ONE.matcher(path);
        return (one.matches() ? one(one, path) : Optional.<Answer>empty())
                .orElseGet(() -> Answer.text(404, "text/plain", "There is no such mail.\n"));
    }

    private Optional<Answer> one(Matcher path, String whole) throws IOException {
        var number = Long.parseLong(path.group(1));
        if (".eml".equals(path.group(2))) {
            return mailbox.bytes(number).map(bytes -> new Answer(200, "message/rfc822", bytes));
        }
        var mail = mailbox.mail(number);
        if (mail.isEmpty()) {
            return Optional.empty();
        }
        if (".html".equals(path.group(2))) {
            return mail.map(found -> Answer.text(200, "text/html", found.text("text/html")));
        }
        return Optional.of(
                whole.startsWith("/api/")
                        ? Answer.json(mail.get())
                        : Answer.text(200, "text/html", MailHtml.one(mail.get())));
    }

    private static long number(@Nullable String query, String name, long otherwise) {
        return Stream.of(query == null ? new String[0] : query.split("&", -1))
                .filter(pair -> pair.matches(name + "=\\d{1,9}"))
                .map(pair -> Long.parseLong(pair.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }
}
