package dev.switchover.local.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Asks for one role again and again on a connection that it keeps. It makes hardly any garbage and starts no thread, for it
 * shares the processors with whom it measures.
 */
final class Follower implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int STATUS = 9;
    private static final Pattern LENGTH = Pattern.compile("content-length: *(\\d+)", Pattern.CASE_INSENSITIVE);

    private final Socket socket;
    private final byte[] request;
    private final byte[] answer = new byte[4096];

    Follower(URI role) throws IOException {
        socket = new Socket(role.getHost(), role.getPort());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n"
                .formatted(role.getPath(), role.getAuthority())
                .getBytes(US_ASCII);
    }

    /** The status of the answer, when it is there whole. */
    int ask() throws IOException {
        socket.getOutputStream().write(request);
        var in = socket.getInputStream();
        var head = "";
        for (int end = 0; end < answer.length; ) {
            end += more(in, end);
            head = new String(answer, 0, end, US_ASCII);
            if (isWhole(head)) {
                return Integer.parseInt(head.substring(STATUS, STATUS + 3));
            }
        }
        throw new IOException("not an answer of the role endpoint: " + head);
    }

    private int more(InputStream in, int end) throws IOException {
        var read = in.read(answer, end, answer.length - end);
        if (read < 0) {
            throw new IOException("the role endpoint has hung up");
        }
        return read;
    }

    private static boolean isWhole(String text) {
        var body = text.indexOf("\r\n\r\n") + 4;
        var length = LENGTH.matcher(text);
        return body >= 4 && length.find() && text.length() >= body + Integer.parseInt(length.group(1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
