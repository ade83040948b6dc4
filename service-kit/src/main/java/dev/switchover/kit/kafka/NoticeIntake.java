package dev.switchover.kit.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.axon.Refusals;
import dev.switchover.kit.axon.Traces;
import dev.switchover.kit.problem.Rejection;
import io.quarkus.logging.Log;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes in one notice: effect and mark in one transaction, or the dead-letter topic if it can never be. */
@Singleton
class NoticeIntake {

    private static final int ATTEMPTS = 3;

    private final Commands commands;
    private final NoticeTables tables;
    private final Refusals refusals;
    private final DeadLetters deadLetters;
    private final ObjectMapper json;
    private final Clock clock;

    NoticeIntake(
            Commands commands,
            NoticeTables tables,
            Refusals refusals,
            DeadLetters deadLetters,
            ObjectMapper json,
            Clock clock) {
        this.commands = commands;
        this.tables = tables;
        this.refusals = refusals;
        this.deadLetters = deadLetters;
        this.json = json;
        this.clock = clock;
    }

    /** Returns when the message is dealt with for good; throws a {@link TransientFault} if it must come again. */
    <N> void take(NoticeListener<N> listener, ConsumerRecord<String, byte[]> message) {
        for (int attempt = 1; ; attempt++) {
            try {
                Traces.within(
                        Headers.text(message, Headers.TRACE),
                        "receive " + message.topic(),
                        () -> read(listener, message));
                return;
            } catch (Exception e) {
                if (TransientFault.is(e)) {
                    throw new TransientFault(e);
                }
                if (attempt == ATTEMPTS) {
                    deadLetters.put(listener, message, e);
                    return;
                }
            }
        }
    }

    private <N> NoticeHead read(NoticeListener<N> listener, ConsumerRecord<String, byte[]> message) throws IOException {
        var head = Headers.head(message);
        try {
            effect(listener, json.readValue(message.value(), listener.notices()), head);
        } catch (InvalidTypeIdException e) {
            Log.debugf("%s passes over a notice it does not know: %s", listener.name(), e.getTypeId());
        }
        return head;
    }

    private <N> void effect(NoticeListener<N> listener, N notice, NoticeHead head) {
        commands.together(() -> {
            if (tables.firstTime(listener.name(), head.id(), clock.instant())) {
                try {
                    listener.on(notice, head);
                } catch (Rejection refusal) {
                    refusals.record(listener.name(), head.id(), refusal);
                }
            }
            return head;
        });
    }
}
