package dev.switchover.resilience.deployment.driver;

import dev.switchover.resilience.plan.domain.Definition.Edge;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks through the Edge, as a user would, and tells by the answer which side he was brought to. */
@Singleton
class EdgeProbe {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /** Whether the answer tells the expected side; nothing without one that tells any. */
    Optional<Boolean> reaches(Edge edge, String expected) {
        try {
            var request = HttpRequest.newBuilder(URI.create(edge.probe()))
                    .timeout(LIMIT)
                    .header("Cache-Control", "no-cache")
                    .build();
            var answer = whole(client.sendAsync(request, BodyHandlers.ofString()));
            var other = expected.equals(edge.expectMain()) ? edge.expectStandby() : edge.expectMain();
            var isIt = tells(edge, answer, expected);
            var isOther = tells(edge, answer, other);
            if (isIt && isOther) { // a word within the other, as definitions of before may have it: the longer one is
                // meant
                return expected.equals(other) ? Optional.empty() : Optional.of(expected.length() > other.length());
            }
            return isIt || isOther ? Optional.of(isIt) : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            Log.debugf("No answer through the Edge %s: %s", edge.fqdn(), e.getMessage());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The request's own limit ends with the head of the answer. */
    private static <T> T whole(CompletableFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return answer.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static boolean tells(Edge edge, HttpResponse<String> answer, String expected) {
        if (answer.statusCode() >= 400) {
            return false;
        }
        var header = edge.expectHeader();
        return header == null
                ? answer.body().contains(expected)
                : answer.headers().firstValue(header).filter(expected::equals).isPresent();
    }
}
