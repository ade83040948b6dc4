package dev.switchover.resilience.node.driver.http;

import dev.switchover.resilience.node.driver.BoundedSink;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Takes the body of an answer, or nothing of one that is too long to be an answer. */
final class BoundedBody implements BodySubscriber<Optional<String>> {

    private final BoundedSink sink = new BoundedSink();
    private final CompletableFuture<Optional<String>> body = new CompletableFuture<>();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<Optional<String>> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            sink.write(bytes, 0, bytes.length);
        }
        if (sink.overflown() && subscription != null) {
            subscription.cancel();
            body.complete(Optional.empty());
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(Optional.of(sink.text()));
    }
}
