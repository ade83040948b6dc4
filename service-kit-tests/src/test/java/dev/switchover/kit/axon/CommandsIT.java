package dev.switchover.kit.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterCommand.RaiseByLabel;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CommandsIT {

    private final CounterId id = new CounterId(UUID.randomUUID().toString());
    private final Commands commands;
    private final Jdbi database;
    private final CounterTable view;

    CommandsIT(Commands commands, Jdbi database) {
        this.commands = commands;
        this.database = database;
        this.view = new CounterTable(database, ViewTables.live());
    }

    @Test
    void whatIsOnlyTriedSaysWhatItWouldSayAndLeavesNothing() {
        commands.send(new OpenCounter(id, "label " + id.value(), 10));

        int tried = commands.asIf(() -> commands.<Integer>send(new Raise(id, 3)));
        assertThat(tried).isEqualTo(3);
        assertThatThrownBy(() -> commands.asIf(() -> commands.<Integer>send(new Raise(id, 11))))
                .isInstanceOf(Rejection.class);

        assertThat(commands.<Integer>send(new Raise(id, 2))).isEqualTo(2);
    }

    @Test
    void anEventReachesClaimsAtOnceAndTheViewSoon() {
        commands.send(new OpenCounter(id, "label " + id.value(), 10));
        int value = commands.send(new Raise(id, 3));

        assertThat(value).isEqualTo(3);
        assertThat(labels()).isEqualTo(1);
        Eventually.holds(() -> assertThat(view.find(id))
                .hasValueSatisfying(row -> assertThat(row.value()).isEqualTo(3)));
    }

    @Test
    void aRefusalLeavesNothingBehind() {
        commands.send(new OpenCounter(id, "label " + id.value(), 1));

        assertThatThrownBy(() -> commands.send(new Raise(id, 2))).isInstanceOf(Rejection.class);
        int value = commands.send(new Raise(id, 1));

        assertThat(value).isEqualTo(1);
    }

    @Test
    void aClaimThatFailsRollsTheCommandBack() {
        var other = new CounterId(UUID.randomUUID().toString());
        commands.send(new OpenCounter(other, "label " + id.value(), 1));

        assertThatThrownBy(() -> commands.send(new OpenCounter(id, "label " + id.value(), 1)))
                .hasStackTraceContaining("label_pkey");
        assertThatThrownBy(() -> commands.send(new Raise(id, 1))).isInstanceOf(AggregateNotFoundException.class);
    }

    @Test
    void aCommandHandlerOutsideTheAggregateDecidesOnClaims() {
        commands.send(new OpenCounter(id, "label " + id.value(), 5));
        commands.send(new RaiseByLabel("label " + id.value(), 2));

        int value = commands.send(new Raise(id, 1));

        assertThat(value).isEqualTo(3);
    }

    @Test
    void severalCommandsAreOneTransaction() {
        assertThatThrownBy(() -> commands.together(() -> {
                    commands.send(new OpenCounter(id, "label " + id.value(), 1));
                    commands.send(new Raise(id, 1));
                    throw new IllegalStateException("after all");
                }))
                .hasMessage("after all");
        assertThat(labels()).isZero();
    }

    @Test
    void conflictsAreTriedAgain() {
        commands.send(new OpenCounter(id, "label " + id.value(), 1000));

        IntStream.range(0, 100).parallel().forEach(i -> commands.send(new Raise(id, 1)));
        int value = commands.send(new Raise(id, 1));

        assertThat(value).isEqualTo(101);
    }

    private int labels() {
        return database.withHandle(
                handle -> handle.createQuery("select count(*) from claims.label where label = :label")
                        .bind("label", "label " + id.value())
                        .mapTo(Integer.class)
                        .one());
    }
}
