package dev.switchover.kit.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** A request that brings nothing needs no word on what that nothing is: a body that may be missing may be left out. */
@Singleton
class NoBody {

    private static final int BEFORE_ROUTING = 100;

    void register(@Observes Filters filters) {
        filters.register(
                routing -> {
                    var request = routing.request();
                    if (isEmpty(request) && !request.headers().contains(HttpHeaders.CONTENT_TYPE)) {
                        request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
                    }
                    routing.next();
                },
                BEFORE_ROUTING);
    }

    private static boolean isEmpty(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return !request.headers().contains(HttpHeaders.TRANSFER_ENCODING) && (length == null || length.equals("0"));
    }
}
