package dev.switchover.local.takeover;

import dev.switchover.embedded.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A browser, as far as it is needed. */
final class Web {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Http HTTP = new Http(PATIENCE);

    private Web() {}

    static String text(String address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address)), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(address, e);
        }
    }

    /** The side that answered. */
    static String node(String address) {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create(address)), BodyHandlers.discarding())
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
            var request = HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString(body));
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 201;
        } catch (IOException e) {
            return false;
        }
    }
}
