package dev.switchover.resilience.measuring.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.switchover.resilience.measuring.domain.Answer;
import dev.switchover.resilience.measuring.domain.Answer.Kind;
import dev.switchover.resilience.measuring.domain.Probe;
import dev.switchover.resilience.measuring.domain.Sample;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Probes against real sockets. */
class ProberTest {

    private static final MeasuringConfig CONFIG = new SmallRyeConfigBuilder()
            .withMapping(MeasuringConfig.class)
            .withDefaultValue("switchover.measuring.timeout", "PT3S")
            .build()
            .getConfigMapping(MeasuringConfig.class);

    private static final int BEFORE = 5;

    @Test
    void looksAreATenthOfASecondApart() {
        assertThat(CONFIG.interval()).isEqualTo(Duration.ofMillis(100));
    }

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicInteger ignored = new AtomicInteger();
    private volatile Duration silence = Duration.ZERO;
    private volatile String status = "200 OK";
    private HttpServer web;
    private DatagramSocket phone;

    @BeforeEach
    void listen() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        web.createContext("/up", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        web.createContext("/down", exchange -> {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        web.start();
        phone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answerCalls);
    }

    @AfterEach
    void hangUp() {
        web.stop(0);
        phone.close();
    }

    @Test
    void aPageServesRefusesOrIsSilent() throws Exception {
        var port = web.getAddress().getPort();

        assertThat(kind("http://127.0.0.1:" + port + "/up")).isEqualTo(Kind.SERVES);
        assertThat(kind("http://127.0.0.1:" + port + "/down")).isEqualTo(Kind.REFUSES);
        assertThat(kind("http://127.0.0.1:1/")).isEqualTo(Kind.SILENT);
    }

    @Test
    void aTelephoneServesRefusesOrIsSilent() throws Exception {
        var address = "sip:127.0.0.1:" + phone.getLocalPort();

        assertThat(kind(address)).isEqualTo(Kind.SERVES);
        status = "503 Service Unavailable";
        assertThat(kind(address)).isEqualTo(Kind.REFUSES);
        status = "";
        assertThat(kind(address)).isEqualTo(Kind.SILENT);
    }

    @Test
    void aTelephoneThatIsSilentForLessThanHalfASecondIsSeenToBe() throws Exception {
        silence = Duration.ofMillis(400);
        var kept = new CopyOnWriteArrayList<Sample>();
        try (var prober = new Prober(List.of(phone()), probe -> true, CONFIG, Clock.systemUTC());
                var session = new Session(prober, Duration.ofMillis(20), kept::addAll)) {
            session.run(() -> kept.size() >= 60);
        }

        assertThat(ignored.get()).isPositive();
        assertThat(heard.get()).as("each look is one request").isEqualTo(kept.size());
        assertThat(kept)
                .filteredOn(look -> look.answers().getFirst().kind() == Kind.SILENT)
                .hasSize(ignored.get());
    }

    @Test
    void aSessionLooksInTimeAndHandsEverythingOn() throws Exception {
        var kept = new CopyOnWriteArrayList<Sample>();
        var probes = List.of(phone());
        var batches = new AtomicInteger();
        try (var prober = new Prober(probes, probe -> true, CONFIG, Clock.systemUTC());
                var session = new Session(prober, Duration.ofMillis(20), kept::addAll)) {
            session.run(() -> batches.incrementAndGet() == 3);
        }

        assertThat(kept).hasSize(30);
        assertThat(kept).extracting(Sample::answers).containsOnly(List.of(new Answer("telephony", "a", Kind.SERVES)));
        assertThat(Duration.between(kept.getFirst().at(), kept.getLast().at())).isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void whatNothingHereSpeaksIsNotLookedAt() throws Exception {
        var overTls = new Probe("telephony", "b", "sips:127.0.0.1:" + phone.getLocalPort());
        try (var prober = new Prober(List.of(overTls, phone()), probe -> true, CONFIG, Clock.systemUTC())) {
            assertThat(prober.look().join().answers()).containsExactly(new Answer("telephony", "a", Kind.SERVES));
        }
    }

    @Test
    void whoServesWhereNobodyIsLedIsSeenToDoSo() throws Exception {
        try (var prober = new Prober(List.of(phone()), probe -> false, CONFIG, Clock.systemUTC())) {
            assertThat(prober.look().join().answers()).containsExactly(new Answer("telephony", "a", Kind.UNLED));
            status = "503 Service Unavailable";
            assertThat(prober.look().join().answers()).containsExactly(new Answer("telephony", "a", Kind.REFUSES));
        }
    }

    private Probe phone() {
        return new Probe("telephony", "a", "sip:127.0.0.1:" + phone.getLocalPort());
    }

    private static Kind kind(String address) throws Exception {
        try (var prober =
                new Prober(List.of(new Probe("thing", "a", address)), probe -> true, CONFIG, Clock.systemUTC())) {
            return prober.look().join().answers().getFirst().kind();
        }
    }

    /** Says nothing for a while after the first few requests. */
    private void answerCalls() {
        var silentSince = 0L;
        while (!phone.isClosed()) {
            try {
                var packet = new DatagramPacket(new byte[4096], 4096);
                phone.receive(packet);
                if (heard.incrementAndGet() == BEFORE) {
                    silentSince = System.nanoTime();
                }
                if (heard.get() >= BEFORE && System.nanoTime() - silentSince < silence.toNanos()) {
                    ignored.incrementAndGet();
                } else if (!status.isEmpty()) {
                    answer(packet);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(DatagramPacket packet) throws IOException {
        var request = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        assertThat(request).startsWith("OPTIONS sip:127.0.0.1:").endsWith("\r\n\r\n");
        var answer = request.replaceFirst("OPTIONS [^\r]*", "SIP/2.0 " + status).getBytes(StandardCharsets.UTF_8);
        phone.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
    }
}
