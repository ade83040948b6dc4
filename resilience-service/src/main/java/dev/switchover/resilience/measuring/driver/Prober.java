package dev.switchover.resilience.measuring.driver;

import dev.switchover.resilience.measuring.domain.Answer;
import dev.switchover.resilience.measuring.domain.Answer.Kind;
import dev.switchover.resilience.measuring.domain.Probe;
import dev.switchover.resilience.measuring.domain.Sample;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Asks all addresses at once, and again after the interval, whether or not the last answers have come. Times are the clock's
 * at the start plus a monotonic one, so that a step of the clock bends nothing.
 */
final class Prober implements AutoCloseable {

    private final List<Probe> probes;
    private final Predicate<Probe> isLedTo;
    private final SipProbe sip;
    private final HttpProbe http;
    private final Instant began;
    private final long nanos = System.nanoTime();

    /** @param isLedTo whether anybody is led to the address at this moment */
    Prober(List<Probe> probes, Predicate<Probe> isLedTo, MeasuringConfig config, Clock clock) throws IOException {
        this.probes = probes.stream().filter(Prober::isKnown).toList();
        this.isLedTo = isLedTo;
        this.sip = new SipProbe(config.timeout());
        this.http = new HttpProbe(config.timeout());
        this.began = clock.instant();
    }

    /** Of this prober's own time. */
    Instant now() {
        return began.plusNanos(System.nanoTime() - nanos);
    }

    CompletableFuture<Sample> look() {
        var at = now();
        var answers = probes.stream().map(this::ask).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> new Sample(
                        at, answers.stream().map(CompletableFuture::join).toList()));
    }

    /** Definitions of before may name SIP by TLS, which nothing here speaks; such a group is not looked at. */
    private static boolean isKnown(Probe probe) {
        return !probe.address().startsWith("sips:");
    }

    private CompletableFuture<Answer> ask(Probe probe) {
        var isLedTo = this.isLedTo.test(probe);
        var asked = probe.address().startsWith("sip:") ? sip.ask(probe.address()) : http.ask(probe.address());
        return asked.exceptionally(failure -> Kind.SILENT)
                .thenApply(kind -> kind == Kind.SERVES && !isLedTo ? Kind.UNLED : kind)
                .thenApply(kind -> new Answer(probe.thing(), probe.node(), kind));
    }

    @Override
    public void close() throws IOException {
        sip.close();
        http.close();
    }
}
