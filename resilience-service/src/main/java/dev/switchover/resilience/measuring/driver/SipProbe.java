package dev.switchover.resilience.measuring.driver;

import dev.switchover.resilience.measuring.domain.Answer.Kind;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sends SIP OPTIONS over UDP, one per look. It is not repeated as RFC 3261 would: a repetition that is answered half a second
 * later would make the look good for the moment of the first, and no shorter outage could be seen.
 */
final class SipProbe implements AutoCloseable {

    private static final int DEFAULT_PORT = 5060;

    private final DatagramChannel channel;
    private final InetSocketAddress own;
    private final Duration timeout;
    private final Map<String, CompletableFuture<Kind>> waiting = new ConcurrentHashMap<>();

    SipProbe(Duration timeout) throws IOException {
        this.timeout = timeout;
        this.channel = DatagramChannel.open().bind(null);
        this.own = (InetSocketAddress) channel.getLocalAddress();
        Thread.ofVirtual().name("sip-probe").start(this::listen);
    }

    CompletableFuture<Kind> ask(String address) {
        var call = UUID.randomUUID().toString();
        var answer = new CompletableFuture<Kind>();
        waiting.put(call, answer);
        send(address, call);
        return answer.completeOnTimeout(Kind.SILENT, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((kind, failure) -> waiting.remove(call));
    }

    private void send(String address, String call) {
        try {
            var target = target(address);
            channel.send(ByteBuffer.wrap(options(address, call).getBytes(StandardCharsets.UTF_8)), target);
        } catch (IOException | RuntimeException e) {
            Log.debugf("OPTIONS to %s: %s", address, e.getMessage()); // silence is what comes of it
        }
    }

    private static InetSocketAddress target(String address) {
        var uri = URI.create(address.replaceFirst("^sip:(?://)?", "sip://"));
        return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
    }

    private String options(String address, String call) {
        return """
            OPTIONS %s SIP/2.0
            Via: SIP/2.0/UDP 127.0.0.1:%d;rport;branch=z9hG4bK%s
            Max-Forwards: 70
            From: <sip:switchover@127.0.0.1>;tag=%s
            To: <%s>
            Call-ID: %s
            CSeq: 1 OPTIONS
            Accept: application/sdp
            Content-Length: 0

            """.formatted(address, own.getPort(), call, call.substring(0, 8), address, call)
                .replace("\n", "\r\n");
    }

    private void listen() {
        var buffer = ByteBuffer.allocate(8192);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                channel.receive(buffer);
                hear(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException e) {
                Log.debugf("SIP: %s", e.getMessage()); // a port unreachable of an earlier request
            }
        }
    }

    /** Provisional answers (1xx) are waited past. */
    private void hear(String text) {
        var kind = text.startsWith("SIP/2.0 2") ? Kind.SERVES : Kind.REFUSES;
        if (text.startsWith("SIP/2.0 1") || !text.startsWith("SIP/2.0 ")) {
            return;
        }
        text.lines()
                .filter(line -> line.regionMatches(true, 0, "Call-ID:", 0, 8))
                .map(line -> waiting.get(line.substring(8).strip()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .ifPresent(answer -> answer.complete(kind));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
