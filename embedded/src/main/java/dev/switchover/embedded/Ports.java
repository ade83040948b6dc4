package dev.switchover.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Free ports of the loopback address. */
public final class Ports {

    private Ports() {}

    /** The asked port, or a free one for 0. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    public static int free() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
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
