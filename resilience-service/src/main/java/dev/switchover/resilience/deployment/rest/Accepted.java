package dev.switchover.resilience.deployment.rest;

import dev.switchover.resilience.deployment.domain.RunId;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;

/** The answer where work goes on afterwards: 202 and where to look. */
final class Accepted {

    private Accepted() {}

    static Response at(RunId run) {
        return Response.accepted(Map.of("run", run.run(), "operation", run.operation()))
                .location(URI.create("/operations/" + run.operation()))
                .build();
    }
}
