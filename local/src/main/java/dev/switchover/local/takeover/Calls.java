package dev.switchover.local.takeover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Calls through one node, from INVITE to BYE. */
public record Calls(int port, List<String> running) {

    private static final int PATIENCE_MILLIS = 2000;
    private static final int ATTEMPTS = 3;

    public static Calls on(int port, int count) {
        var calls = new Calls(
                port,
                Stream.generate(() -> UUID.randomUUID().toString()).limit(count).toList());
        calls.running().forEach(call -> calls.require(call, calls.ask("INVITE", call)));
        return calls;
    }

    private void require(String call, String answer) {
        if (!answer.startsWith("SIP/2.0 200")) {
            throw new IllegalStateException("the call " + call + " was answered: " + answer);
        }
    }

    /** Whether a new call is not taken. */
    public boolean refused() {
        var probe = UUID.randomUUID().toString();
        var taken = ask("INVITE", probe).startsWith("SIP/2.0 200");
        if (taken) {
            ask("BYE", probe);
        }
        return !taken;
    }

    /** Callers hang up; how many had been cut before. */
    public int hangUp() {
        return (int) running.stream()
                .filter(call -> !ask("BYE", call).startsWith("SIP/2.0 200"))
                .count();
    }

    /** The first line of the answer; empty if there is none. */
    private String ask(String method, String call) {
        try (var socket = new DatagramSocket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
                send(socket, method, call);
                var answer = answer(socket);
                if (!answer.isEmpty()) {
                    return answer;
                }
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(DatagramSocket socket, String method, String call) throws IOException {
        var request = """
            %s sip:service@127.0.0.1:%d SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:%d;branch=z9hG4bK%s%s
            Max-Forwards: 70
            From: <sip:caller@127.0.0.1>;tag=%s
            To: <sip:service@127.0.0.1>
            Call-ID: %s
            CSeq: 1 %s
            Content-Length: 0

            """.formatted(
                        method, port, socket.getLocalPort(), method, call, call.substring(0, 8), call, method)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        socket.send(new DatagramPacket(request, request.length, to));
    }

    private static String answer(DatagramSocket socket) throws IOException {
        try {
            var packet = new DatagramPacket(new byte[4096], 4096);
            socket.receive(packet);
            var text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("");
        } catch (SocketTimeoutException silent) {
            return "";
        }
    }
}
