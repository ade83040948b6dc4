package dev.switchover.resilience.roles.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.problem.Offence;
import dev.switchover.kit.problem.Problem;
import dev.switchover.resilience.roles.claims.RoleWatch;
import dev.switchover.resilience.roles.domain.Answer;
import dev.switchover.resilience.roles.domain.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET|HEAD /roles/DEPLOYMENT/NODE[/GROUP]}: 200 for the owner, 503 for everybody else, 400 for a query. Answered from
 * memory on the event loop, before any filter, pool or worker that could be stuck.
 */
@Singleton
class RoleRoutes {

    static final String AGE = "Switchover-Age";

    private static final String NODE = "/roles/:deployment/:node";
    private static final String GROUP = NODE + "/:group";

    private final RoleWatch roles;
    private final ObjectMapper json;

    record Body(
            Role role,
            @Nullable String owner,
            long epoch,
            @Nullable Instant since,
            Instant observedAt) {

        static Body of(Answer answer) {
            var at = answer.confirmed().at();
            return new Body(answer.role(), answer.owner(), answer.epoch(), answer.since(), at);
        }
    }

    RoleRoutes(RoleWatch roles, ObjectMapper json) {
        this.roles = roles;
        this.json = json;
    }

    void addTo(@Observes Router router) {
        router.route(NODE)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(asked ->
                        answer(asked, roles.board().of(asked.pathParam("deployment"), asked.pathParam("node"))));
        router.route(GROUP)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(asked -> answer(
                        asked,
                        roles.board()
                                .of(asked.pathParam("deployment"), asked.pathParam("node"), asked.pathParam("group"))));
    }

    private void answer(RoutingContext asked, Answer answer) {
        if (!asked.queryParams().isEmpty()) {
            refuse(asked);
            return;
        }
        var age = answer.confirmed().age(System.nanoTime()).toSeconds();
        asked.response()
                .setStatusCode(answer.role() == Role.OWNER ? 200 : 503)
                .putHeader(AGE, String.valueOf(age))
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", "application/json");
        send(asked, text(Body.of(answer)));
    }

    private static void send(RoutingContext asked, String body) {
        if (asked.request().method().equals(HttpMethod.HEAD)) {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            asked.response().putHeader("Content-Length", String.valueOf(length)).end();
        } else {
            asked.end(body);
        }
    }

    /** What stands there cannot be meant: a group is part of the path. */
    private void refuse(RoutingContext asked) {
        var offences = asked.queryParams().entries().stream()
                .map(given -> new Offence(
                        given.getKey(),
                        "known-parameter",
                        given.getValue(),
                        "Leave it out: nothing is known in the query here"))
                .toList();
        asked.response().setStatusCode(400).putHeader("Content-Type", Problem.MEDIA_TYPE);
        var detail = "The request breaks " + offences.size() + " rule(s).";
        send(asked, text(Problem.of("invalid-request", 400, detail).errors(offences)));
    }

    private String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
