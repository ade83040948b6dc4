package dev.switchover.local.standin;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Answers SIP over UDP as far as probes and simple calls need it, RFC 3261: OPTIONS, INVITE, ACK, BYE. */
final class SipFace {

    private static final String GROUP = "telephony";

    private final States states;
    private final DatagramSocket socket;
    private final Set<String> calls = ConcurrentHashMap.newKeySet();

    SipFace(States states, int port) throws IOException {
        this.states = states;
        this.socket = new DatagramSocket(port, InetAddress.getLoopbackAddress());
    }

    void start() {
        Thread.ofPlatform().name("sip").daemon().start(this::listen);
    }

    /** Calls that have not ended. */
    int running() {
        return calls.size();
    }

    /** Cuts what still runs; how many that were. */
    int cut() {
        var cut = calls.size();
        calls.clear();
        return cut;
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[4096], 4096);
                socket.receive(packet);
                var request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                var answer = answer(request);
                if (!answer.isEmpty()) {
                    var bytes = answer.getBytes(StandardCharsets.UTF_8);
                    socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
                }
            } catch (IOException | RuntimeException e) {
                System.out.println("sip: " + e);
            }
        }
    }

    private String answer(String request) {
        var method = request.substring(0, Math.max(0, request.indexOf(' ')));
        return switch (method) {
            case "OPTIONS" -> reply(request, states.isActive(GROUP) ? "200 OK" : "503 Service Unavailable");
            case "INVITE" -> reply(request, invited(header(request, "Call-ID")));
            case "BYE" ->
                reply(
                        request,
                        calls.remove(header(request, "Call-ID")) ? "200 OK" : "481 Call/Transaction Does Not Exist");
            default -> ""; // ACK wants no answer, and answers are none of ours
        };
    }

    private String invited(String call) {
        if (calls.contains(call)) {
            return "200 OK";
        }
        if (!states.isActive(GROUP)) {
            return "503 Service Unavailable";
        }
        calls.add(call);
        return "200 OK";
    }

    private static String reply(String request, String status) {
        var copied = request.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.matches("(?i)(via|from|call-id|cseq):.*"))
                .collect(Collectors.joining("\r\n"));
        var to = header(request, "To");
        var tagged = to.contains(";tag=") ? to : to + ";tag=standin";
        var later = status.startsWith("503") ? "Retry-After: 5\r\n" : "";
        return "SIP/2.0 " + status + "\r\n" + copied + "\r\nTo: " + tagged + "\r\n" + later
                + "Content-Length: 0\r\n\r\n";
    }

    private static String header(String request, String name) {
        return request.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
