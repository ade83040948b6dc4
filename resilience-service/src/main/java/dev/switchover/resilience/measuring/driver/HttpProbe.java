package dev.switchover.resilience.measuring.driver;

import dev.switchover.resilience.measuring.domain.Answer.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Gets a page: 2xx is good, any other answer refuses. */
final class HttpProbe implements AutoCloseable {

    private final Duration timeout;
    private final HttpClient client;

    HttpProbe(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    CompletableFuture<Kind> ask(String address) {
        var request =
                HttpRequest.newBuilder(URI.create(address)).timeout(timeout).build();
        return client.sendAsync(request, BodyHandlers.discarding())
                .handle((response, failure) -> {
                    if (failure != null) {
                        return Kind.SILENT;
                    }
                    return response.statusCode() / 100 == 2 ? Kind.SERVES : Kind.REFUSES;
                })
                .completeOnTimeout(Kind.SILENT, timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
