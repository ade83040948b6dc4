package dev.switchover.kit.kafka;

import dev.switchover.kit.axon.ServiceSetup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Puts aside what can never be taken in: unchanged, with the reason in its headers, on {@code <topic>.dlq.<service>}. */
@Singleton
class DeadLetters {

    private final NoticeProducer producer;
    private final Instance<ServiceSetup> setup;
    private final Clock clock;
    private final MeterRegistry meters;

    DeadLetters(NoticeProducer producer, Instance<ServiceSetup> setup, Clock clock, MeterRegistry meters) {
        this.producer = producer;
        this.setup = setup;
        this.clock = clock;
        this.meters = meters;
    }

    void put(NoticeListener<?> listener, ConsumerRecord<String, byte[]> message, Exception reason) {
        var topic = message.topic() + ".dlq." + setup.get().service();
        Log.errorf(
                reason,
                "%s cannot take %s-%d@%d; see %s",
                listener.name(),
                message.topic(),
                message.partition(),
                message.offset(),
                topic);
        producer.send(List.of(
                new ProducerRecord<>(topic, null, message.key(), message.value(), headers(listener, message, reason))));
        counter(listener).increment();
    }

    /** There from the start, at zero: nobody can be told of the rise of a figure that is not there yet. */
    Counter counter(NoticeListener<?> listener) {
        return meters.counter("switchover.dead.letters", "listener", listener.name());
    }

    private List<Header> headers(NoticeListener<?> listener, ConsumerRecord<String, byte[]> message, Exception reason) {
        var headers = new ArrayList<Header>();
        message.headers().forEach(headers::add);
        headers.add(Headers.header("dlq_reason", String.valueOf(reason.getMessage())));
        headers.add(Headers.header("dlq_exception", reason.getClass().getName()));
        headers.add(Headers.header("dlq_listener", listener.name()));
        headers.add(Headers.header("dlq_topic", message.topic()));
        headers.add(Headers.header("dlq_partition", Integer.toString(message.partition())));
        headers.add(Headers.header("dlq_offset", Long.toString(message.offset())));
        headers.add(Headers.header("dlq_at", clock.instant().toString()));
        return headers;
    }
}
