package dev.switchover.resilience.roles.rest;

import dev.switchover.resilience.roles.RolesConfig;
import dev.switchover.resilience.roles.claims.RoleWatch;
import dev.switchover.resilience.roles.domain.Answer;
import dev.switchover.resilience.roles.domain.Board;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Answers HAProxy's {@code agent-check}, whose {@code agent-send} names {@code DEPLOYMENT/NODE[/GROUP]}: the owner takes new
 * sessions, who drains keeps the old ones, everybody else is down. A balancer that gets no answer leaves all as it is.
 */
@Singleton
class AgentPort {

    private static final int LONGEST_LINE = 256;

    private final RoleWatch roles;
    private final RolesConfig config;
    private final NetServer server;
    private final Visitors visitors;

    AgentPort(Vertx vertx, RoleWatch roles, RolesConfig config) {
        this.roles = roles;
        this.config = config;
        var agent = config.agent();
        this.server = vertx.createNetServer(
                        new NetServerOptions().setHost(config.host()).setPort(agent.port()))
                .connectHandler(this::receive);
        this.visitors = new Visitors(vertx, agent.connections(), agent.patience());
    }

    void open(@Observes @Priority(Ports.LAST) StartupEvent started) {
        Ports.open("balancers' agent", config.agent().port(), server.listen());
    }

    void close(@Observes ShutdownEvent stopping) {
        Ports.close(server.close());
    }

    int port() {
        return server.actualPort();
    }

    private void receive(NetSocket socket) {
        socket.closeHandler(closed -> visitors.leave(socket));
        socket.exceptionHandler(broken -> socket.close());
        socket.handler(RecordParser.newDelimited("\n", line -> socket.end(Buffer.buffer(answer(line))))
                .maxRecordSize(LONGEST_LINE)
                .exceptionHandler(tooLong -> socket.close()));
        visitors.enter(socket, socket::close);
    }

    private String answer(Buffer line) {
        var answer = answer(roles.board(), line.toString().strip().split("/", -1));
        return switch (answer.role()) {
            case OWNER -> "ready up\n";
            case DRAINING -> "ready drain\n";
            case NONE, UNKNOWN -> "ready down\n";
        };
    }

    private static Answer answer(Board board, String[] names) {
        return switch (names.length) {
            case 2 -> board.of(names[0], names[1]);
            case 3 -> board.of(names[0], names[1], names[2]);
            default -> board.of("", "");
        };
    }
}
