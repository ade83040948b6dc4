package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchover.eventstore.AccountEvent.Noted;
import dev.switchover.eventstore.AccountEvent.Opened;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoredEventsIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private Instance instance;

    @BeforeEach
    void start() {
        instance = Instance.started(DATABASE.emptied());
    }

    @AfterEach
    void stop() {
        instance.close();
    }

    @Test
    void theSameSequenceTwiceIsAConflict() {
        instance.append("account/a", 0, new Opened("a", "Anna"));
        instance.append("account/a", 1, new Noted("a", "first"));

        assertThatThrownBy(() -> instance.append("account/a", 1, new Noted("a", "other")))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> instance.append("account/a", 0, new Opened("a", "Otto")))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(texts("account/a")).containsExactly("first");
    }

    @Test
    void aRefusedCommitLeavesNothing() {
        var events = List.of(
                Instance.event("account/a", 0, new Opened("a", "Anna")),
                Instance.event("account/a", 1, new Noted("a", "one")),
                Instance.event("account/a", 1, new Noted("a", "two")));

        assertThatThrownBy(() -> instance.store.publish(events)).isInstanceOf(AggregateStreamCreationException.class);

        assertThat(instance.store.readEvents("account/a").hasNext()).isFalse();
    }

    @Test
    void aConflictBesideANewAggregateMayBeTriedAgain() {
        appendNotes("account/b", 2);
        var events = List.of(
                Instance.event("account/a", 0, new Opened("a", "Anna")),
                Instance.event("account/b", 1, new Noted("b", "secret")));

        assertThatThrownBy(() -> instance.store.publish(events))
                .isInstanceOf(ConcurrencyException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void theNewestSnapshotStandsForTheEventsBeforeIt() {
        appendNotes("account/a", 5);
        instance.store.storeSnapshot(snapshot(3, "up to three"));
        instance.store.storeSnapshot(snapshot(2, "late and older"));

        var events = instance.store.readEvents("account/a").asStream().toList();

        assertThat(events)
                .<Object>extracting(EventMessage::getPayload)
                .containsExactly(new Noted("a", "up to three"), new Noted("a", "4"));
        assertThat(instance.store.lastSequenceNumberFor("account/a")).contains(4L);
    }

    @Test
    void aSnapshotThatCannotBeReadIsLeftOut() throws Exception {
        appendNotes("account/a", 5);
        instance.store.storeSnapshot(snapshot(3, "up to three"));
        instance.database.execute("update events.snapshots set name = 'no.such.Class'");

        assertThat(texts("account/a")).containsExactly("0", "1", "2", "3", "4");

        instance.database.execute("update events.snapshots set name = 'java.time.Instant'");

        assertThat(texts("account/a")).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void aSnapshotThatTheFilterRefusesIsLeftOut() {
        appendNotes("account/a", 5);
        instance.store.storeSnapshot(snapshot(3, "up to three"));

        try (var strict = new Instance(
                instance.database, builder -> builder.snapshotFilter(snapshot -> snapshot.getSequenceNumber() != 3))) {
            assertThat(strict.store.readEvents("account/a").asStream().count()).isEqualTo(5);
        }
    }

    @Test
    void oldEventsPassThroughUpcasters() throws Exception {
        instance.append("account/a", 0, new Opened("a", "Anna"));

        try (var younger = new Instance(instance.database, builder -> builder.upcasterChain(new OwnerIsAText()))) {
            younger.sequencer.start();
            assertThat(younger.store.readEvents("account/a").next().getPayload())
                    .isEqualTo(new Noted("a", "Anna"));
            assertThat(younger.read(0, 1).getFirst().getPayload()).isEqualTo(new Noted("a", "Anna"));
        }
    }

    private void appendNotes(String aggregate, int count) {
        for (int i = 0; i < count; i++) {
            instance.append(aggregate, i, new Noted("a", "" + i));
        }
    }

    private List<String> texts(String aggregate) {
        var texts = new ArrayList<String>();
        instance.store.readEvents(aggregate).forEachRemaining(event -> {
            if (event.getPayload() instanceof Noted(var id, var text)) {
                texts.add(text);
            }
        });
        return texts;
    }

    private static DomainEventMessage<?> snapshot(long sequence, String text) {
        return new GenericDomainEventMessage<>("Account", "account/a", sequence, new Noted("a", text));
    }

    /** Makes of every opened account a note that names its owner. */
    private static final class OwnerIsAText extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation event) {
            return event.getType().getName().equals("account.opened");
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
            return event.upcastPayload(new SimpleSerializedType("account.noted", null), JsonNode.class, json -> {
                var note = (ObjectNode) json;
                note.set("text", note.remove("owner"));
                return note;
            });
        }
    }
}
