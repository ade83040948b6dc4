package dev.switchover.kit.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.logging.Log;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplayIT {

    private final String name = UUID.randomUUID().toString();
    private final Commands commands;
    private final Replays replays;
    private final ProcessorStates states;
    private final Jdbi database;
    private final CounterTable view;

    ReplayIT(Commands commands, Replays replays, ProcessorStates states, Jdbi database) {
        this.commands = commands;
        this.replays = replays;
        this.states = states;
        this.database = database;
        this.view = new CounterTable(database, ViewTables.live());
    }

    @Test
    void rebuildsWhatIsWrongWhileTheOldAnswers() {
        IntStream.range(0, 50).forEach(i -> commands.send(new OpenCounter(id(i), name + i, 100_000)));
        IntStream.range(0, 500).forEach(i -> commands.send(new Raise(id(i % 50), 1)));
        Eventually.holds(() -> assertThat(sum()).isEqualTo(500));
        database.useHandle(
                handle -> handle.execute("update views.counter set value = 7 where label like ?", name + "%"));

        begin("counter");

        assertThat(view.find(id(0)))
                .hasValueSatisfying(row -> assertThat(row.value()).isEqualTo(7));
        awaitEnd();
        Eventually.holds(() -> assertThat(sum()).isEqualTo(500));
        assertThat(view.find(id(49)))
                .hasValueSatisfying(row -> assertThat(row.value()).isEqualTo(10));
    }

    /** The view counts, so an event missed or handled twice at the hand-over would show. */
    @Test
    void losesAndDoublesNothingWhileWritesGoOn() {
        IntStream.range(0, 20).forEach(i -> commands.send(new OpenCounter(id(i), name + i, 100_000)));
        var writing = new AtomicBoolean(true);
        var written = new AtomicInteger();
        var writer = CompletableFuture.runAsync(() -> {
            while (writing.get()) {
                commands.send(new Raise(id(written.getAndIncrement() % 20), 1));
            }
        });

        for (int i = 0; i < 3; i++) {
            begin("counter");
            awaitEnd();
        }
        writing.set(false);
        writer.join();

        Eventually.holds(() -> assertThat(sum()).isEqualTo(written.get()));
    }

    /** What a kill in the middle leaves behind is what the database knows; so the database is all that is left to us. */
    @Test
    void survivesThatItsConnectionsDie() {
        IntStream.range(0, 20).forEach(i -> commands.send(new OpenCounter(id(i), name + i, 100_000)));
        IntStream.range(0, 400).forEach(i -> commands.send(new Raise(id(i % 20), 1)));
        Eventually.holds(() -> assertThat(sum()).isEqualTo(400));

        begin("counter");
        IntStream.range(0, 8).forEach(i -> {
            killAllConnections();
            LockSupport.parkNanos(150_000_000);
        });
        awaitEnd();

        Eventually.holds(() -> assertThat(sum()).isEqualTo(400));
    }

    @Test
    void runsOnceAtATime() {
        begin("counter");

        assertThatThrownBy(() -> begin("counter")).isInstanceOf(Rejection.class);

        awaitEnd();
    }

    @Test
    void isForViewsOnly() {
        assertThatThrownBy(() -> begin("raise-the-next-when-filled")).hasMessageContaining("only views");
        assertThatThrownBy(() -> begin("nonsense")).hasMessageContaining("No processor");
    }

    @Test
    void thatWasHeardBeforeIsNotBegunAgain() {
        var request = begin("counter");
        awaitEnd();

        replays.begin(request);

        assertThat(states.all())
                .filteredOn(state -> state.name().equals("counter"))
                .allSatisfy(state -> assertThat(state.replay())
                        .isNotNull()
                        .satisfies(replay -> assertThat(replay.replaying()).isFalse()));
    }

    /** The rebuilt rows break a rule that the old ones keep, so that it is certainly under way when it is given up. */
    @Test
    void givenUpItLeavesTheOldRowsAndNothingElse() {
        IntStream.range(0, 20).forEach(i -> commands.send(new OpenCounter(id(i), name + i, 100_000)));
        IntStream.range(0, 20).forEach(i -> commands.send(new Raise(id(i), 1)));
        Eventually.holds(() -> assertThat(sum()).isEqualTo(20));
        database.useHandle(
                handle -> handle.execute("update views.counter set value = 7 where label like ?", name + "%"));
        database.useHandle(handle -> handle.execute(
                "alter table views.counter add constraint held check (label not like '%s%%' or value <> 1)"
                        .formatted(name)));
        var request = begin("counter");
        Eventually.holds(() -> assertThat(workers()).isPositive());

        replays.cancel(request.id());
        replays.cancel(request.id());
        database.useHandle(handle -> handle.execute("alter table views.counter drop constraint held"));

        assertThat(leftovers()).isEmpty();
        assertThat(sum()).isEqualTo(140);
        commands.send(new Raise(id(0), 1));
        Eventually.holds(() -> assertThat(sum()).isEqualTo(141));
        begin("counter");
        awaitEnd();
        Eventually.holds(() -> assertThat(sum()).isEqualTo(21));
    }

    private ReplayRequest begin(String processor) {
        var request = new ReplayRequest("replay-" + UUID.randomUUID(), processor, "ada", null, null);
        replays.begin(request);
        return request;
    }

    private int workers() {
        return database.withHandle(handle -> handle.createQuery(
                        "select count(owner) from kit.token_entry where processor_name = 'counter-replay'")
                .mapTo(Integer.class)
                .one());
    }

    /** Tables aside, and tokens of work on them. */
    private List<String> leftovers() {
        return database.withHandle(
                handle -> handle.createQuery("""
                        select tablename from pg_tables where schemaname = 'views' and tablename like '%replay'
                         union all
                        select processor_name from kit.token_entry where processor_name like '%-replay'
                        """).mapTo(String.class).list());
    }

    private List<ProcessorState> all() {
        try {
            return states.all();
        } catch (RuntimeException e) {
            throw new AssertionError("not now", e);
        }
    }

    private CounterId id(int number) {
        return new CounterId(name + "-" + number);
    }

    private int sum() {
        try {
            return database.withHandle(handle -> handle.createQuery(
                            "select coalesce(sum(value), 0) from views.counter where label like :label")
                    .bind("label", name + "%")
                    .mapTo(Integer.class)
                    .one());
        } catch (JdbiException e) {
            throw new AssertionError("not now", e);
        }
    }

    private void killAllConnections() {
        try {
            database.useHandle(handle -> handle.execute("""
                    select pg_terminate_backend(pid) from pg_stat_activity
                     where datname = current_database() and pid <> pg_backend_pid()
                    """));
        } catch (JdbiException e) {
            Log.debugf("Our own connection was dead already: %s", e.getMessage());
        }
    }

    private void awaitEnd() {
        Eventually.holds(Duration.ofSeconds(60), () -> assertThat(all())
                .filteredOn(state -> state.name().equals("counter"))
                .allSatisfy(state -> assertThat(state.replay()).satisfies(replay -> {
                    assertThat(replay).isNotNull();
                    assertThat(replay.replaying()).isFalse();
                })));
    }
}
