package dev.switchover.local.standin;

import com.sun.net.httpserver.HttpExchange;
import java.util.stream.Stream;

/** The parameters of a request. */
final class Query {

    private Query() {}

    /** Empty if it is not there. */
    static String of(HttpExchange exchange, String name) {
        var query = exchange.getRequestURI().getQuery();
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }
}
