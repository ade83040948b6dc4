package dev.switchover.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.eventstore.AccountEvent.Noted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.Test;

class SequencerIT {

    @Test
    void whatAStoppedSequencerLeftGetsItsPlaceAfterTheStart() throws Exception {
        try (var instance = new Instance(TestDatabase.fresh())) {
            instance.append("account/a", 0, new Noted("a", "0"));
            instance.append("account/a", 1, new Noted("a", "1"));

            instance.sequencer.start();
            instance.read(0, 2);
            instance.sequencer.close();
            instance.append("account/a", 2, new Noted("a", "2"));
            instance.sequencer.start();

            assertThat(instance.read(2, 1))
                    .<Object>extracting(EventMessage::getPayload)
                    .containsExactly(new Noted("a", "2"));
        }
    }

    @Test
    void aLostConnectionIsReplaced() throws Exception {
        try (var instance = Instance.started(TestDatabase.fresh())) {
            for (int i = 0; i < 5; i++) {
                instance.append("account/a", i, new Noted("a", "" + i));
                instance.read(i, 1);
                terminateSequencers(instance);
            }
            await(instance, SequencerStatus::connected);
        }
    }

    /** 250 ms are promised: some of the events show that, the second is room for a machine with much else to do. */
    @Test
    void anotherInstanceSeesEventsByItsTicker() throws Exception {
        var database = TestDatabase.fresh();
        var delays = new ArrayList<Duration>();
        var random = new Random(7);
        try (var writer = Instance.started(database);
                var reader = Instance.started(database);
                var stream = reader.store.openStream(null)) {
            for (int i = 0; i < 30; i++) {
                Thread.sleep(random.nextInt(50));
                writer.append("account/a", i, new Noted("a", "from afar"));
                long committed = System.nanoTime();
                assertThat(stream.nextAvailable().getPayload()).isEqualTo(new Noted("a", "from afar"));
                delays.add(Duration.ofNanos(System.nanoTime() - committed));
            }
        }
        var sorted = delays.stream().sorted().toList();
        assertThat(sorted.get(3)).isLessThanOrEqualTo(Duration.ofMillis(250));
        assertThat(sorted.get(15)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoeverWaitsForEventsLeavesTheDatabaseAlone() throws Exception {
        var reads = new AtomicInteger();
        var database = TestDatabase.fresh();
        try (var instance = new Instance(
                        database,
                        builder -> builder.connections(() -> {
                            reads.incrementAndGet();
                            return database.connect();
                        }));
                var stream = instance.store.openStream(null)) {
            instance.sequencer.start();

            assertThat(stream.hasNextAvailable(2, TimeUnit.SECONDS)).isFalse();
            assertThat(reads.get()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void anIdleSequencerLooksNoMoreOftenThanItsTickerSays() throws Exception {
        var database = TestDatabase.fresh();
        var looks = new AtomicInteger();
        InstantSource counting = () -> {
            looks.incrementAndGet(); // once for each look, and once a second for the figures
            return Instant.now();
        };
        try (var sequencer = new Sequencer(database::connect, counting.withZone(ZoneOffset.UTC))) {
            long begun = System.nanoTime();
            sequencer.start();
            Thread.sleep(2_000);
            long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds() + 1;

            assertThat(looks.get()).isBetween(1, (int) (seconds * 6) + 2);
        }
    }

    @Test
    void statusTellsWhatWaitsAndWhoHoldsItUp() throws Exception {
        try (var instance = Instance.started(TestDatabase.fresh());
                var foreign = instance.database.connect()) {
            await(instance, SequencerStatus::connected);
            holdTheLock(foreign);
            instance.append("account/a", 0, new Noted("a", "waits"));

            var status = await(instance, s -> s.unsequenced() == 1 && !s.connected());

            assertThat(status.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("lock timeout"));
            assertThat(status.oldestUnsequenced()).isPositive();
            assertThat(status.oldestTransaction())
                    .hasValueSatisfying(age -> assertThat(age).isPositive());
            foreign.rollback();
            var healthy = await(instance, s -> s.connected() && s.unsequenced() == 0);
            assertThat(healthy.position()).isEqualTo(1);
            assertThat(healthy.lastStep()).isPresent();
            assertThat(healthy.trouble()).isEmpty();
        }
    }

    @Test
    void withoutSequencerReadersStillSeeWhatHasAPosition() throws Exception {
        var database = TestDatabase.fresh();
        try (var writer = Instance.started(database);
                var reader = new Instance(database)) {
            writer.append("account/a", 0, new Noted("a", "there"));
            writer.read(0, 1);

            assertThat(reader.read(0, 1)).hasSize(1);
            assertThat(reader.sequencer.status().trouble()).contains("not started");
        }
    }

    @Test
    void ownConnectionsCannotHoldATransactionForEver() throws Exception {
        try (var instance = Instance.started(TestDatabase.fresh())) {
            await(instance, SequencerStatus::connected);

            try (var connection = new SequencerConnection(instance.database::connect, Duration.ofSeconds(30)).open();
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("show transaction_timeout")) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("30s");
            }
        }
    }

    private static void holdTheLock(Connection foreign) throws SQLException {
        foreign.setAutoCommit(false);
        try (var statement = foreign.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 0))")) {
            statement.setString(1, StoreSchema.EVENTS.lock());
            statement.execute();
        }
        try (var statement = foreign.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
    }

    private static void terminateSequencers(Instance instance) throws SQLException {
        try (var connection = instance.database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                    where application_name = 'switchover-sequencer' and datname = current_database()
                    """);
        }
    }

    private static SequencerStatus await(Instance instance, Predicate<SequencerStatus> condition)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < end) {
            var status = instance.sequencer.status();
            if (condition.test(status)) {
                return status;
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Still " + instance.sequencer.status());
    }
}
