package dev.switchover.kit.axon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterCommand.RaiseByLabel;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application is one instance; another of the same parts, with claims and a sequencer of its own, joins it. */
@QuarkusTest
class TwoInstancesIT {

    private final CounterId id = new CounterId(UUID.randomUUID().toString());
    private final Commands commands;
    private final DataSource database;
    private final Jdbi jdbi;
    private final EventNames names;
    private final JtaTransactions transactions;
    private final Refusals refusals;
    private final Appended appended;
    private final ServiceSetup setup;
    private @Nullable OtherInstance started;

    TwoInstancesIT(
            Commands commands,
            DataSource database,
            Jdbi jdbi,
            EventNames names,
            JtaTransactions transactions,
            Refusals refusals,
            Appended appended,
            ServiceSetup setup) {
        this.commands = commands;
        this.database = database;
        this.jdbi = jdbi;
        this.names = names;
        this.transactions = transactions;
        this.refusals = refusals;
        this.appended = appended;
        this.setup = setup;
    }

    @BeforeEach
    void startTheOther() {
        var other = new OtherInstance(shared());
        other.start();
        started = other;
    }

    private OtherInstance.Shared shared() {
        return new OtherInstance.Shared(database, jdbi, names, transactions, refusals, appended, setup);
    }

    @AfterEach
    void stopTheOther() {
        other().close();
    }

    private OtherInstance other() {
        return Objects.requireNonNull(started);
    }

    @Test
    void shareTheSegmentsAndTakeThemOver() {
        Eventually.holds(() -> assertThat(segmentsByOwner()).containsExactly(2, 2));

        IntStream.range(0, 40).forEach(i -> commands.send(new OpenCounter(counter(i), id.value() + i, 10)));
        IntStream.range(0, 40).parallel().forEach(i -> commands.send(new Raise(counter(i), 1)));
        Eventually.holds(() -> assertThat(shown()).isEqualTo(40));

        other().close();
        IntStream.range(0, 40).forEach(i -> commands.send(new Raise(counter(i), 1)));

        Eventually.holds(() -> assertThat(shown()).as("%s", tokens()).isEqualTo(80));
        Eventually.holds(() -> assertThat(segmentsByOwner()).containsExactly(4));
    }

    @Test
    void seeEachOthersEventsThoughBothKeepAggregatesInMemory() {
        commands.send(new OpenCounter(id, "label " + id.value(), 1_000));
        for (int i = 1; i <= 40; i += 2) {
            int here = commands.send(new Raise(id, 1));
            var there = other().send(new Raise(id, 1));

            assertThat(here).isEqualTo(i);
            assertThat(there).isEqualTo(i + 1);
        }
    }

    @Test
    void whatIsAppendedBeforeItsStartAndAfterItsStopIsClaimed() {
        var early = new OtherInstance(shared());
        early.send(new OpenCounter(id, "early " + id.value(), 1_000));
        other().close();
        other().send(new OpenCounter(counter(1), "late " + id.value(), 1_000));

        early.close();

        commands.send(new RaiseByLabel("early " + id.value(), 1));
        commands.send(new RaiseByLabel("late " + id.value(), 1));
        int raised = commands.send(new Raise(id, 1));
        assertThat(raised).isEqualTo(2);
    }

    @Test
    void settleConflictsByTryingAgain() {
        commands.send(new OpenCounter(id, "label " + id.value(), 1_000));

        var there =
                CompletableFuture.runAsync(() -> IntStream.range(0, 60).forEach(i -> other().send(new Raise(id, 1))));
        IntStream.range(0, 60).forEach(i -> commands.send(new Raise(id, 1)));
        there.join();
        int value = commands.send(new Raise(id, 1));

        assertThat(value).isEqualTo(121);
    }

    private CounterId counter(int number) {
        return new CounterId(id.value() + "-" + number);
    }

    private int shown() {
        return new CounterTable(jdbi, ViewTables.live())
                .all().stream()
                        .filter(row -> row.label().startsWith(id.value()))
                        .mapToInt(CounterTable.Row::value)
                        .sum();
    }

    private List<String> tokens() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select segment || ' ' || convert_from(token, 'UTF8') || ' ' || coalesce(owner, 'nobody') || ' ' || touched_at
                          from kit.token_entry where processor_name = 'counter'
                        """).mapTo(String.class).list());
    }

    private List<Integer> segmentsByOwner() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select count(*) from kit.token_entry
                         where processor_name = 'counter' and owner is not null group by owner
                        """).mapTo(Integer.class).list());
    }
}
