package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchover.eventstore.AccountEvent.Noted;
import dev.switchover.eventstore.AccountEvent.Opened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresEventStoreIT {

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
    void readersFollowTheLogByPlainPositions() throws Exception {
        instance.append("account/a", 0, new Opened("a", "Anna"));
        instance.append("account/b", 0, new Opened("b", "Боб 🎷"));
        instance.append("account/a", 1, new Noted("a", "first"));

        var events = instance.read(0, 3);

        assertThat(events)
                .extracting(event -> event.trackingToken().position().orElseThrow())
                .containsExactly(1L, 2L, 3L);
        assertThat(events)
                .<Object>extracting(EventMessage::getPayload)
                .containsExactly(new Opened("a", "Anna"), new Opened("b", "Боб 🎷"), new Noted("a", "first"));
        assertThat(instance.read(2, 1))
                .<Object>extracting(EventMessage::getPayload)
                .containsExactly(new Noted("a", "first"));
    }

    @Test
    void operatorsReadTheLogWithSql() throws Exception {
        var appended = instance.append("account/a", 0, new Opened("a", "Anna"));
        instance.read(0, 1);

        assertThat(instance.database.text(
                        "select name || ' ' || (payload ->> 'owner') || ' ' || event_id from events.events"))
                .isEqualTo("account.opened Anna " + appended.getIdentifier());
        assertThat(instance.database.text("select count(*)::text from events.pending"))
                .isEqualTo("0");
    }

    /** The hash can be made again from what the database prints, whose order of keys differs from ours. */
    @Test
    void theHashIsThatOfTheCanonicalForm() throws Exception {
        instance.append("account/a", 0, new Opened("a", "Anna"));

        assertThat(instance.database.text("select encode(hash, 'hex') from events.events"))
                .isEqualTo(instance.database.text(
                        "select encode(sha256('{\"accountId\":\"a\",\"owner\":\"Anna\"}'), 'hex')"));
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

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0b", "\\\0", "\\\\\0", "\ud800", "x\udc00y", "\udc00\ud800"})
    void whatCannotBeStoredIsRefused(String text) {
        assertThatThrownBy(() -> instance.append("account/a", 0, new Noted("a", text)))
                .isInstanceOf(UnstorableEventException.class)
                .hasMessageContaining("Noted");
        assertThatThrownBy(() -> instance.append("account/" + text, 0, new Noted("a", "fine")))
                .isInstanceOf(UnstorableEventException.class)
                .hasMessageContaining("aggregate id");
        assertThatThrownBy(() -> instance.store.publish(
                        new GenericDomainEventMessage<>("Account", "account/a", 0, new Noted("a", "fine"))
                                .withMetaData(Map.of("reason", text))))
                .isInstanceOf(UnstorableEventException.class)
                .hasMessageContaining("metadata");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\\u0000", "\\\\u0000", "\\", "\"'%;--", "\u0001\u001f\u007f", "\u2028", "🎷\ufffe", "\t\r\n"
            })
    void anyOtherTextComesBackAsItWas(String text) throws Exception {
        instance.append("account/a", 0, new Noted("a", text));

        assertThat(texts("account/a")).containsExactly(text);
        assertThat(instance.read(0, 1).getFirst().getPayload()).isEqualTo(new Noted("a", text));
    }

    @Test
    void megabytesComeBackAsTheyWere() {
        var text = "payload 🎷 ".repeat(500_000);
        instance.append("account/a", 0, new Noted("a", text));

        assertThat(texts("account/a")).containsExactly(text);
    }

    @Test
    void aThousandEventsOfOneCommitKeepTheirOrder() throws Exception {
        var events = IntStream.range(0, 1000)
                .mapToObj(i -> Instance.event("account/a", i, new Noted("a", "note " + i)))
                .toList();

        instance.store.publish(events);

        assertThat(instance.read(0, 1000))
                .extracting(event -> ((DomainEventMessage<?>) event).getSequenceNumber())
                .containsExactlyElementsOf(
                        IntStream.range(0, 1000).mapToObj(Long::valueOf).toList());
    }

    @Test
    void anEventWithoutAggregateIsAStreamOfItsOwn() throws Exception {
        instance.store.publish(GenericEventMessage.asEventMessage(new Noted("a", "alone")));

        assertThat(instance.read(0, 1).getFirst().getPayload()).isEqualTo(new Noted("a", "alone"));
    }

    @Test
    void metadataAndTimeComeBack() throws Exception {
        var event = Instance.event("account/a", 0, new Noted("a", "x")).withMetaData(Map.of("actor", "anna", "n", 7));
        instance.store.publish(event);

        var read = instance.read(0, 1).getFirst();

        assertThat(read.getMetaData()).containsEntry("actor", "anna").containsEntry("n", 7);
        assertThat(Duration.between(event.getTimestamp(), read.getTimestamp()).abs())
                .isLessThan(Duration.ofMillis(1));
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

    @Test
    void tokensSayWhereToStart() throws Exception {
        assertThat(instance.store.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        assertThat(instance.store.createTailToken()).isEqualTo(new GlobalSequenceTrackingToken(0));
        appendNotes("account/a", 2);
        instance.read(0, 2);
        var between = Instant.now();
        instance.append("account/a", 2, new Noted("a", "after"));
        instance.read(2, 1);

        assertThat(instance.store.createHeadToken()).isEqualTo(new GlobalSequenceTrackingToken(3));
        assertThat(instance.store.createTokenAt(between)).isEqualTo(new GlobalSequenceTrackingToken(2));
        assertThat(instance.store.createTokenAt(between.plusSeconds(60))).isEqualTo(new GlobalSequenceTrackingToken(3));
    }

    @Test
    void aWriterLearnsThePositionOfWhatItWrote() throws Exception {
        var first = instance.append("account/a", 0, new Noted("a", "1"));
        var second = instance.append("account/a", 1, new Noted("a", "2"));
        var ids = List.of(first.getIdentifier(), second.getIdentifier());

        assertThat(instance.store.positionOf(ids, Duration.ofSeconds(10))).hasValue(2);
        assertThat(instance.store.positionOf(List.of("never stored"), Duration.ofMillis(50)))
                .isEmpty();
    }

    @Test
    void aSleepingReaderIsCalledWhenThereIsSomethingToRead() throws Exception {
        var called = new CountDownLatch(1);
        try (var stream = instance.store.openStream(null)) {
            assertThat(stream.hasNextAvailable()).isFalse();
            assertThat(stream.setOnAvailableCallback(called::countDown)).isTrue();

            instance.append("account/a", 0, new Noted("a", "wake up"));

            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.peek()).isPresent();
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Noted("a", "wake up"));
            assertThat(stream.hasNextAvailable(1, TimeUnit.MILLISECONDS)).isFalse();
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
