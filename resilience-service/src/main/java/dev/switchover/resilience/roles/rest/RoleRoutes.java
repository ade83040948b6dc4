package dev.switchover.resilience.roles.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.resilience.roles.claims.RoleWatch;
import dev.switchover.resilience.roles.domain.Answer;
import dev.switchover.resilience.roles.domain.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET|HEAD /roles/DEPLOYMENT/NODE[/GROUP]}: 200 for the owner, 503 for everybody else. Answered from memory on the
 * event loop, before any filter, pool or worker that could be stuck.
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
        var age = answer.confirmed().age(System.nanoTime()).toSeconds();
        asked.response()
                .setStatusCode(answer.role() == Role.OWNER ? 200 : 503)
                .putHeader(AGE, String.valueOf(age))
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", "application/json");
        var body = text(Body.of(answer));
        if (asked.request().method().equals(HttpMethod.HEAD)) {
            asked.response()
                    .putHeader("Content-Length", String.valueOf(body.length()))
                    .end();
        } else {
            asked.end(body);
        }
    }

    private String text(Body body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
