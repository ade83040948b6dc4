package dev.switchover.local.suite;

import dev.switchover.embedded.Postgres;
import dev.switchover.embedded.PostgresServer;
import dev.switchover.embedded.StartFailure;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with one database per service. */
final class PostgresPart implements Part {

    private final PostgresServer.Settings settings;
    private @Nullable PostgresServer server;

    PostgresPart(Home home, int port, String password) {
        this.settings = new PostgresServer.Settings(home.data("postgresql"), home.programs(), port, password, true);
    }

    Postgres server() {
        if (server == null) {
            throw new StartFailure("PostgreSQL has not been started.");
        }
        return server.address();
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public String address() {
        return "jdbc:postgresql://127.0.0.1:" + settings.port();
    }

    @Override
    public void start() {
        if (server == null) {
            server = PostgresServer.start(settings);
        } else {
            server.start();
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    public void kill() {
        if (server != null) {
            server.kill();
        }
    }

    @Override
    public boolean isAlive() {
        return server != null && server.isAlive();
    }

    @Override
    public OptionalLong pid() {
        return server == null ? OptionalLong.empty() : OptionalLong.of(server.pid());
    }
}
