package dev.switchover.resilience.roles.rest;

import dev.switchover.resilience.roles.RolesConfig;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The role endpoints for those who pin our certificate authority: boot guards. Only {@code /roles} is here. */
@Singleton
class TlsPort {

    private static final int LONGEST_LINE = 512;
    private static final int LARGEST_HEADERS = 4096;

    private final Vertx vertx;
    private final RolesConfig.Tls config;
    private final String host;
    private final RoleRoutes routes;
    private final Visitors visitors;
    private @Nullable HttpServer server;
    private volatile @Nullable Certificate shown;

    TlsPort(Vertx vertx, RolesConfig config, RoleRoutes routes) {
        this.vertx = vertx;
        this.config = config.tls();
        this.host = config.host();
        this.routes = routes;
        this.visitors = new Visitors(vertx, this.config.connections(), this.config.patience());
    }

    void open(@Observes @Priority(Ports.LAST) StartupEvent started) throws IOException {
        var certificate = Certificate.of(config, null);
        if (certificate.isPresent()) {
            open(certificate.get());
        } else {
            Log.warn("The role port stays closed: switchover.roles.tls.* is not set");
        }
    }

    void close(@Observes ShutdownEvent stopping) {
        if (server != null) {
            Ports.close(server.close());
        }
    }

    int port() {
        return server == null ? -1 : server.actualPort();
    }

    private void open(Certificate certificate) {
        var router = Router.router(vertx);
        routes.addTo(router);
        var opened = vertx.createHttpServer(options(certificate))
                .connectionHandler(this::receive)
                .requestHandler(request -> handle(request, router));
        Ports.open("role endpoints", config.port(), opened.listen());
        server = opened;
        shown = certificate;
        vertx.setPeriodic(config.renewEvery().toMillis(), tick -> renew(opened));
    }

    private void renew(HttpServer opened) {
        try {
            var fresh = Certificate.of(config, shown);
            if (!fresh.equals(Optional.ofNullable(shown))) {
                show(opened, fresh.orElseThrow());
            }
        } catch (IOException e) {
            // half written, or away: looked at again soon
            Log.warnf("The role port keeps its certificate: %s", e.getMessage());
        }
    }

    private void show(HttpServer opened, Certificate fresh) {
        shown = fresh;
        opened.updateSSLOptions(new SSLOptions().setKeyCertOptions(fresh.pem()))
                .onSuccess(done -> Log.info("The role port shows its new certificate"))
                .onFailure(e -> Log.errorf("The role port keeps its old certificate: %s", e.getMessage()));
    }

    private HttpServerOptions options(Certificate certificate) {
        return new HttpServerOptions()
                .setHost(host)
                .setPort(config.port())
                .setSsl(true)
                .setKeyCertOptions(certificate.pem())
                .setSslHandshakeTimeout(config.patience().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS);
    }

    private void receive(HttpConnection connection) {
        connection.closeHandler(closed -> visitors.leave(connection));
        visitors.enter(connection, connection::close);
    }

    private void handle(HttpServerRequest request, Router router) {
        visitors.expect(request.connection(), request.connection()::close);
        router.handle(request);
    }
}
