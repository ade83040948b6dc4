package dev.switchover.migration.migration.rest;

import dev.switchover.migration.migration.domain.OperationId;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** The answer where work goes on afterwards: 202 and where to look. */
final class Accepted {

    private Accepted() {}

    static Response at(OperationId operation) {
        return Response.accepted(Map.of("operation", operation.value()))
                .location(URI.create("/operations/" + operation.value()))
                .build();
    }
}
