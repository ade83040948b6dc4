package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.eventstore.AccountEvent.Noted;
import dev.switchover.eventstore.AccountEvent.Opened;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void manyCommitsOfManyEventsKeepTheOrderOfTheirIds() throws Exception {
        for (int commit = 0; commit < 3; commit++) {
            int first = commit * 1_500;
            instance.store.publish(IntStream.range(first, first + 1_500)
                    .mapToObj(i -> Instance.event("account/" + i % 7, i / 7, new Noted("a", "\\\"{" + i)))
                    .toList());
        }

        assertThat(instance.read(0, 4_500))
                .<Object>extracting(EventMessage::getPayload)
                .containsExactlyElementsOf(IntStream.range(0, 4_500)
                        .mapToObj(i -> new Noted("a", "\\\"{" + i))
                        .toList());
    }

    @Test
    void whoFollowsSomeEventsIsSparedTheOthersAndKeepsUp() throws Exception {
        var events = new ArrayList<DomainEventMessage<?>>();
        events.add(Instance.event("account/a", 0, new Opened("a", "Anna")));
        IntStream.range(1, 100)
                .mapToObj(i -> Instance.event("account/a", i, new Noted("a", "note " + i)))
                .forEach(events::add);
        instance.store.publish(events);
        instance.store.positionOf(List.of(events.getLast().getIdentifier()), Duration.ofSeconds(10));

        try (var stream = instance.store.following(Set.of(Opened.class)).openStream(null)) {
            assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Opened("a", "Anna"));
            assertThat(stream.nextAvailable().trackingToken()).isEqualTo(new GlobalSequenceTrackingToken(100));
            assertThat(stream.hasNextAvailable()).isFalse();
        }
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
}
