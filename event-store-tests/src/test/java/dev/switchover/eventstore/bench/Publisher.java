package dev.switchover.eventstore.bench;

import dev.switchover.eventstore.bench.CounterEvent.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Publishes as our kit does: the token moves only when Kafka has acknowledged all records of the batch. */
final class Publisher {

    private static final String SENT = Publisher.class.getName();

    private final KafkaProducer<String, String> producer;

    Publisher(KafkaProducer<String, String> producer) {
        this.producer = producer;
    }

    @EventHandler
    void on(Numbered event) {
        var notice = new ProducerRecord<>(Following.TOPIC, event.counterId(), Long.toString(event.sentMicros()));
        sent(CurrentUnitOfWork.get().root()).add(producer.send(notice));
    }

    private static List<Future<?>> sent(UnitOfWork<?> work) {
        return work.getOrComputeResource(SENT, key -> {
            var sent = new ArrayList<Future<?>>();
            work.onPrepareCommit(ending -> awaitAll(sent));
            return sent;
        });
    }

    private static void awaitAll(List<Future<?>> sent) {
        try {
            for (var record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
