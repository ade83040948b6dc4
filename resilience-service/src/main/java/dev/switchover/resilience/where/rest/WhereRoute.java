package dev.switchover.resilience.where.rest;

import dev.switchover.resilience.roles.claims.RoleWatch;
import dev.switchover.resilience.where.claims.Signposts;
import dev.switchover.resilience.where.domain.Guidance;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** {@code GET /where/DEPLOYMENT}: tells a user where to go now. From memory, as the roles are. */
@Singleton
class WhereRoute {

    private final Signposts signposts;
    private final RoleWatch roles;
    private final WherePage page;

    WhereRoute(Signposts signposts, RoleWatch roles, WherePage page) {
        this.signposts = signposts;
        this.roles = roles;
        this.page = page;
    }

    void addTo(@Observes Router router) {
        router.route("/where/:deployment")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(this::answer);
    }

    private void answer(RoutingContext asked) {
        var language = Language.accepted(asked.request().getHeader("Accept-Language"));
        var guidance = signposts
                .of(asked.pathParam("deployment"))
                .map(signpost -> Guidance.of(signpost, roles.board()))
                .orElse(null);
        var body = page.write(language, guidance);
        asked.response()
                .setStatusCode(guidance == null ? 404 : 200)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Content-Language", language.tag())
                .putHeader("Content-Security-Policy", WherePage.POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cache-Control", "no-store")
                .putHeader("Vary", "Accept-Language");
        if (asked.request().method().equals(HttpMethod.HEAD)) {
            var length = body.getBytes(StandardCharsets.UTF_8).length;
            asked.response().putHeader("Content-Length", String.valueOf(length)).end();
        } else {
            asked.end(body);
        }
    }
}
