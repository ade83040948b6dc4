package dev.switchover.local.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A browser, as far as it is needed. */
final class Web {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Web() {}

    static String text(String address) {
        try {
            return send(HttpRequest.newBuilder(URI.create(address))).body();
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }

    /** The side that answered. */
    static String node(String address) {
        try {
            return send(HttpRequest.newBuilder(URI.create(address)))
                    .headers()
                    .firstValue("X-Node")
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }

    /** Whether it was acknowledged. */
    static boolean post(String address, String body) {
        try {
            return send(HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body)))
                            .statusCode()
                    == 201;
        } catch (IOException e) {
            return false;
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
