package dev.switchover.kit.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.sample.Collector;
import dev.switchover.kit.sample.CounterNotice;
import dev.switchover.kit.testing.Answer;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.testing.Request;
import dev.switchover.kit.testing.Tokens;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows from one request is one trace: through the log, Kafka, a listener and a deed, and in the lines logged. */
@QuarkusTest
@QuarkusTestResource(Collector.class)
class TraceIT {

    private static final String CALLER = "00f067aa0ba902b7";

    private final String trace = UUID.randomUUID().toString().replace("-", "");

    @Test
    void fromARequestThroughKafkaToTheListenersCommand() {
        fill();

        Eventually.holds(() -> assertThat(names())
                .contains(
                        "POST /counters",
                        "command OpenCounter",
                        "notices CounterFilled",
                        "receive " + CounterNotice.TOPIC,
                        "raise-the-next-when-filled CounterFilled",
                        "deed ring-bell"));
        Eventually.holds(() -> assertThat(upwardsFrom("receive " + CounterNotice.TOPIC, "command OpenCounter"))
                .startsWith("command OpenCounter", "receive " + CounterNotice.TOPIC)
                .endsWith("POST /counters/{id}/raise")
                .anyMatch(name -> name.startsWith("notices Counter")));
    }

    @Test
    void linesLoggedSayWhichTraceAndWhichAggregate() {
        var refused = new Refused();
        Logger.getLogger("").addHandler(refused);
        try {
            var counter = fill();

            Eventually.holds(() -> assertThat(refused.fields.get(trace))
                    .containsEntry("aggregateId", "counter/" + counter)
                    .containsKey("spanId"));
        } finally {
            Logger.getLogger("").removeHandler(refused);
        }
    }

    /** Nobody is "after" it, so the policy's command is refused, which is logged. */
    private String fill() {
        var counter = post("/counters", "{\"label\":\"of %s\",\"limit\":1}".formatted(trace))
                .<String>path("id");
        post("/counters/" + counter + "/raise", "{\"by\":1}");
        return counter;
    }

    private Answer post(String path, String body) {
        var answer = Request.as(Tokens.operator())
                .contentType("application/json")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-01")
                .body(body)
                .post(path);
        assertThat(answer.statusCode()).isLessThan(300);
        return answer;
    }

    private List<String> names() {
        return Collector.spans(trace).stream().map(Span::getName).toList();
    }

    /** The names from the span that has this parent, up to the one whose parent is the caller. */
    private List<String> upwardsFrom(String parent, String name) {
        var spans = Collector.spans(trace).stream()
                .collect(Collectors.toMap(
                        span -> Collector.hex(span.getSpanId().toByteArray()), span -> span, (once, twice) -> once));
        var start = spans.values().stream()
                .filter(span -> span.getName().equals(name))
                .filter(span -> parent.equals(nameOf(parentOf(span, spans))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " below " + parent));
        var way = new ArrayList<String>();
        for (var span = start; span != null; span = parentOf(span, spans)) {
            way.add(span.getName());
        }
        return way;
    }

    private static @Nullable String nameOf(@Nullable Span span) {
        return span == null ? null : span.getName();
    }

    private static @Nullable Span parentOf(Span span, Map<String, Span> spans) {
        var parent = Collector.hex(span.getParentSpanId().toByteArray());
        if (!parent.equals(CALLER)) {
            assertThat(spans).containsKey(parent);
        }
        return spans.get(parent);
    }

    /** The fields of lines about a refusal, by trace. */
    private static final class Refused extends Handler {

        private final Map<String, Map<String, String>> fields = new ConcurrentHashMap<>();

        @Override
        public void publish(LogRecord line) {
            if (line instanceof ExtLogRecord record && record.getMessage().contains("was refused")) {
                fields.put(String.valueOf(record.getMdc("traceId")), record.getMdcCopy());
            }
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
