package dev.switchover.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** Free ports of the loopback address. */
public final class Ports {

    private static final int FIRST = 10_000;

    /** Below those that outgoing connections are given, from 32768 on Linux: one of them may take the port meanwhile. */
    private static final int COUNT = 22_000;

    private static final int APART = 101;

    /** Processes with neighbouring ids begin apart. */
    private static final AtomicLong NEXT =
            new AtomicLong(ProcessHandle.current().pid() * APART);

    private Ports() {}

    /** The asked port, or a free one for 0. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /** No port twice until all have been given; nobody else may have opened it before whoever asked does. */
    public static int free() {
        for (var tried = 0; tried < COUNT; tried++) {
            var port = FIRST + (int) (NEXT.getAndIncrement() % COUNT);
            if (!isTaken(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + FIRST + " to " + (FIRST + COUNT - 1));
    }

    public static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Where nobody listens a socket may be given that very port as its own, and meet itself; then it must leave it at once. */
    private static boolean isConnectedToItself(Socket socket) throws IOException {
        if (socket.getLocalPort() != socket.getPort()) {
            return false;
        }
        socket.setSoLinger(true, 0);
        return true;
    }

    /** Whether somebody accepts connections there. */
    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
            return !isConnectedToItself(socket);
        } catch (IOException e) {
            return false;
        }
    }
}
