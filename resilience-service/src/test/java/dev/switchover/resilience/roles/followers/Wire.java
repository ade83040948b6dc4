package dev.switchover.resilience.roles.followers;

import dev.switchover.embedded.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The way from an instance to its database. When it is cut nothing arrives any more, and nobody is told so. */
final class Wire implements AutoCloseable {

    private static final String JDBC = "jdbc:";

    private final Database database;
    private final URI behind;
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean isCut;

    Wire(Database database) {
        this.database = database;
        this.behind = URI.create(database.jdbcUrl().substring(JDBC.length()));
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("wire").daemon().start(this::receive);
    }

    /** The database as the instance reaches it. */
    Database end() {
        var url = database.jdbcUrl()
                .replace("//" + behind.getAuthority() + "/", "//127.0.0.1:" + entrance.getLocalPort() + "/");
        return new Database(url, database.user(), database.password());
    }

    void cut() {
        isCut = true;
    }

    /** Connections of before are lost. */
    void mend() {
        isCut = false;
        open.forEach(Wire::hangUp);
    }

    private void receive() {
        while (!entrance.isClosed()) {
            try {
                var near = entrance.accept();
                var far = new Socket(behind.getHost(), behind.getPort());
                pass(near, far);
                pass(far, near);
            } catch (IOException closed) {
                hangUp(entrance);
            }
        }
    }

    private void pass(Socket from, Socket to) {
        open.add(from);
        Thread.ofVirtual().start(() -> {
            try (from;
                    to) {
                copy(from.getInputStream(), to.getOutputStream());
            } catch (IOException ended) {
                // one side has hung up, so both have
            } finally {
                open.remove(from);
            }
        });
    }

    private void copy(InputStream from, OutputStream to) throws IOException {
        var bytes = new byte[8192];
        for (int read = from.read(bytes); read > 0; read = from.read(bytes)) {
            if (!isCut) {
                to.write(bytes, 0, read);
            }
        }
    }

    private static void hangUp(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        hangUp(entrance);
        mend();
    }
}
