package dev.switchover.kit.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.axon.ServiceSetup;
import dev.switchover.kit.axon.Traces;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Takes notices from publishers' event handlers. They leave when the unit of work prepares its commit, and it commits only
 * when Kafka has acknowledged all of them: the event store is the outbox.
 */
@Singleton
public class NoticeOutbox {

    private static final String WAITING = NoticeOutbox.class.getName();

    private record Waiting(
            String topic,
            String key,
            String id,
            Instant at,
            Object notice,
            @Nullable String traceparent) {}

    private final NoticeProducer producer;
    private final NoticeTables tables;
    private final ObjectMapper json;
    private final Instance<ServiceSetup> setup; // late: the setup registers the publishers, which hold this

    NoticeOutbox(NoticeProducer producer, NoticeTables tables, ObjectMapper json, Instance<ServiceSetup> setup) {
        this.producer = producer;
        this.tables = tables;
        this.json = json;
        this.setup = setup;
    }

    /**
     * Inside an event handler only.
     *
     * @param noticeId the same however often the event is handled: Axon's event id, with a suffix if one event makes
     *     several notices
     */
    public void publish(String topic, String key, String noticeId, Instant at, Object notice) {
        waiting().add(new Waiting(topic, key, noticeId, at, notice, Traces.current()));
    }

    private List<Waiting> waiting() {
        var root = CurrentUnitOfWork.get().root();
        return root.getOrComputeResource(WAITING, key -> {
            var list = new ArrayList<Waiting>();
            root.onPrepareCommit(unit -> send(list));
            return list;
        });
    }

    private void send(List<Waiting> notices) {
        var source = "/switchover/" + setup.get().service();
        var sequence = tables.next(source, notices.size());
        var messages = new ArrayList<ProducerRecord<String, byte[]>>(notices.size());
        for (var notice : notices) {
            messages.add(message(notice, source, sequence++));
        }
        producer.send(messages);
    }

    private ProducerRecord<String, byte[]> message(Waiting waiting, String source, long sequence) {
        try {
            var tree = json.valueToTree(waiting.notice());
            var type = tree.path("type").asText();
            var head = new NoticeHead(waiting.id(), source, type, waiting.at(), sequence, waiting.key());
            return new ProducerRecord<>(
                    waiting.topic(),
                    null,
                    waiting.key(),
                    json.writeValueAsBytes(tree),
                    Headers.of(head, waiting.traceparent()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Notice %s is no JSON: %s".formatted(waiting.id(), e.getMessage()), e);
        }
    }
}
