package dev.switchover.kit.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.CounterNoticeListener;
import dev.switchover.kit.sample.CounterTable;
import dev.switchover.kit.sample.OwnBroker;
import dev.switchover.kit.testing.Eventually;
import dev.switchover.kit.view.ViewTables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = OwnBroker.class, restrictToAnnotatedClass = true)
class BrokerOutageIT {

    private static final Duration OUTAGE = Duration.ofSeconds(20);

    private final CounterId id = new CounterId(UUID.randomUUID().toString());
    private final Commands commands;
    private final CounterNoticeListener listener;
    private final CounterTable view;

    private @Nullable Runnable stopBroker;
    private @Nullable Runnable startBroker;

    BrokerOutageIT(Commands commands, CounterNoticeListener listener, Jdbi database) {
        this.commands = commands;
        this.listener = listener;
        this.view = new CounterTable(database, ViewTables.live());
    }

    @Test
    void commandsAndViewsGoOnAndNoNoticeIsLostOrOutOfOrder() {
        commands.send(new OpenCounter(id, "label " + id.value(), 1_000));
        IntStream.range(0, 10).forEach(i -> commands.send(new Raise(id, 1)));
        Eventually.holds(() -> assertThat(sequences()).hasSize(10));

        requireNonNull(stopBroker).run();
        IntStream.range(0, 50).forEach(i -> commands.send(new Raise(id, 1)));
        Eventually.holds(() -> assertThat(view.find(id))
                .hasValueSatisfying(row -> assertThat(row.value()).isEqualTo(60)));
        LockSupport.parkNanos(OUTAGE.toNanos());
        requireNonNull(startBroker).run();

        Eventually.holds(Duration.ofSeconds(60), () -> assertThat(sequences()).hasSize(60));
        var first = sequences().getFirst();
        assertThat(sequences())
                .containsExactlyElementsOf(
                        LongStream.range(first, first + 60).boxed().toList());
    }

    private List<Long> sequences() {
        return listener.heads.stream()
                .filter(head -> head.key().equals(id.value()))
                .map(NoticeHead::sequence)
                .toList();
    }
}
