package dev.switchover.notification.letter.driver;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server of a few lines that fails as it is told to, one behaviour per connection; then it takes everything. */
public final class FaultySmtp implements AutoCloseable {

    /** What it does with one connection. */
    public enum Behaviour {
        TAKE,
        /** 451 to the recipient. */
        BUSY,
        /** 550 to the recipient. */
        NO_SUCH_USER,
        /** 554 to the finished mail. */
        SPAM,
        /** 452 to the finished mail. */
        FULL,
        /** Takes the mail, and hangs up instead of saying so. */
        DROP_AFTER_DOT,
        /** Hangs up in the middle of the mail. */
        DROP_BEFORE_DOT,
        /** Takes the mail, and never says so. */
        HANG_AFTER_DOT,
        /** Never even greets. */
        HANG
    }

    private final ServerSocket socket;
    private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
    private final List<byte[]> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private final Thread acceptor = Thread.ofVirtual().unstarted(this::serve);

    private FaultySmtp(ServerSocket socket) {
        this.socket = socket;
    }

    public static FaultySmtp start() {
        return start(0);
    }

    public static FaultySmtp start(int port) {
        try {
            var server = new FaultySmtp(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()));
            server.acceptor.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public FaultySmtp next(Behaviour... behaviours) {
        script.addAll(List.of(behaviours));
        return this;
    }

    /** From now on it takes everything, whatever it was told to do. */
    public void takeAll() {
        script.clear();
    }

    /** All bodies that arrived whole, whatever was answered. */
    public List<byte[]> mails() {
        return List.copyOf(mails);
    }

    /** Waits for who accepts: the port is free only when that thread has seen that the socket is closed. */
    @Override
    public void close() throws IOException {
        socket.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var connection : open) {
            connection.close();
        }
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                var connection = socket.accept();
                open.add(connection);
                var behaviour = script.isEmpty() ? Behaviour.TAKE : script.remove();
                Thread.ofVirtual().start(() -> talk(connection, behaviour));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void talk(Socket connection, Behaviour behaviour) {
        if (behaviour == Behaviour.HANG) {
            return;
        }
        try (connection) {
            var in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            say(connection, "220 faulty.example");
            String line;
            while ((line = in.readLine()) != null) {
                if (line.equals("DATA")) {
                    say(connection, "354 go on");
                    if (!data(connection, in, behaviour)) {
                        return;
                    }
                } else {
                    say(connection, answer(line, behaviour));
                }
            }
        } catch (IOException e) {
            // the other side has gone
        }
    }

    private static String answer(String line, Behaviour behaviour) {
        if (line.startsWith("RCPT") && behaviour == Behaviour.BUSY) {
            return "451 4.7.1 Greylisted";
        }
        if (line.startsWith("RCPT") && behaviour == Behaviour.NO_SUCH_USER) {
            return "550 5.1.1 No such user";
        }
        return "250 fine";
    }

    /** Whether the conversation goes on. */
    private boolean data(Socket connection, BufferedReader in, Behaviour behaviour) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (behaviour == Behaviour.DROP_BEFORE_DOT) {
                connection.setSoLinger(true, 0);
                return false;
            }
            var unstuffed = line.startsWith(".") ? line.substring(1) : line;
            body.writeBytes((unstuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        mails.add(body.toByteArray());
        switch (behaviour) {
            case SPAM -> say(connection, "554 5.7.1 Spam");
            case FULL -> say(connection, "452 4.2.2 Mailbox full");
            case DROP_AFTER_DOT -> {
                return false;
            }
            case HANG_AFTER_DOT -> in.readLine(); // until the other side gives up
            default -> say(connection, "250 taken");
        }
        return true;
    }

    private static void say(Socket connection, String line) throws IOException {
        connection.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
