package dev.switchover.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.stream.IntStream;

/** Free ports of the loopback address. */
public final class Ports {

    private static final int FIRST = 10_000;

    /** The last ends below the ports that outgoing connections are given, from 32768 on Linux: one of them may take the port meanwhile. */
    private static final int BLOCKS = 220;

    private static final int BLOCK = 100;

    private static final PortBlocks OURS = new PortBlocks(
            Path.of(System.getProperty("java.io.tmpdir"), "switchover-ports-" + System.getProperty("user.name")));

    private static Iterator<Integer> left = Collections.emptyIterator();

    private Ports() {}

    /** The asked port, or a free one for 0. */
    public static int orFree(int port) {
        return port == 0 ? free() : port;
    }

    /** Never one twice, nor one that is given to another process of this user while this one runs. */
    public static synchronized int free() {
        while (true) {
            while (left.hasNext()) {
                var port = left.next();
                if (!isTaken(port)) {
                    return port;
                }
            }
            left = nextBlock();
        }
    }

    private static Iterator<Integer> nextBlock() {
        var first = first();
        var block = IntStream.range(first, first + BLOCKS)
                .map(number -> number % BLOCKS)
                .filter(OURS::claim)
                .findFirst()
                .orElseThrow(Ports::noneLeft);
        return IntStream.range(0, BLOCK)
                .map(port -> FIRST + block * BLOCK + port)
                .iterator();
    }

    /** Elsewhere in each process: who still calls a server of one that has ended shall not meet another. */
    private static int first() {
        return (int) (ProcessHandle.current().pid() % BLOCKS);
    }

    private static StartFailure noneLeft() {
        return new StartFailure(
                "All ports from " + FIRST + " to " + (FIRST + BLOCKS * BLOCK - 1) + " are given to others.");
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
