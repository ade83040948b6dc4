package dev.switchover.resilience.node.driver.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.resilience.node.domain.Access;
import dev.switchover.resilience.node.domain.ActionOrder;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Writes an order as a webhook. */
record Orders(ObjectMapper json, Clock clock) {

    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    HttpRequest request(Access.Http access, ActionOrder order, Optional<String> secret) {
        var at = clock.instant();
        var body = body(order);
        var request = HttpRequest.newBuilder(address(access.url()))
                .POST(BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("webhook-id", order.id())
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()));
        secret.ifPresent(key -> request.header("webhook-signature", Signature.of(key, order.id(), at, body)));
        return request.build();
    }

    // The answer is not signed: only TLS tells that it is the node's.
    private static URI address(String url) {
        var address = URI.create(url);
        var near = "http".equals(address.getScheme()) && THIS_MACHINE.contains(String.valueOf(address.getHost()));
        if (!near && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("A webhook must be https, or http of this machine: " + url);
        }
        return address;
    }

    private String body(ActionOrder order) {
        try {
            return json.writeValueAsString(NodeOrder.of(order));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
