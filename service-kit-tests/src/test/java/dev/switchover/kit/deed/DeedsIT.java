package dev.switchover.kit.deed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.sample.CounterCommand.OpenCounter;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterId;
import dev.switchover.kit.sample.RingBell;
import dev.switchover.kit.testing.Eventually;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeedsIT {

    private final String name = UUID.randomUUID().toString();
    private final Commands commands;
    private final Deeds deeds;
    private final RingBell bell;
    private final Clock clock;
    private final Jdbi database;

    DeedsIT(Commands commands, Deeds deeds, RingBell bell, Clock clock, Jdbi database) {
        this.database = database;
        this.commands = commands;
        this.deeds = deeds;
        this.bell = bell;
        this.clock = clock;
    }

    @Test
    void aPolicysDeedIsCarriedOutThoughItsCommandWasRefused() {
        commands.send(new OpenCounter(new CounterId(name), "label " + name, 1));
        commands.send(new Raise(new CounterId(name), 1));

        Eventually.holds(() -> assertThat(bell.rung).containsEntry(name, 1));
    }

    @Test
    void isTriedAgain() {
        schedule("stubborn-" + name);

        Eventually.holds(() -> assertThat(bell.rung).containsEntry("stubborn-" + name, 3));
    }

    @Test
    void isGivenUpAtItsLimitAndReported() {
        schedule("broken-" + name);

        Eventually.holds(() -> assertThat(bell.givenUp).containsEntry("broken-" + name, "no sound at attempt 3"));
        assertThat(bell.rung).doesNotContainKey("broken-" + name);
    }

    @Test
    void isScheduledInTheCallersTransaction() {
        assertThatThrownBy(() -> commands.together(() -> {
                    schedule(name);
                    throw new IllegalStateException("after all");
                }))
                .hasMessage("after all");
        schedule("later-" + name);

        Eventually.holds(() -> assertThat(bell.rung).containsKey("later-" + name));
        assertThat(bell.rung).doesNotContainKey(name);
    }

    @Test
    void isTakenOverWhenItsWorkerDied() {
        deeds.schedule("ring-bell", name, clock.instant().plus(Duration.ofDays(1)), new CounterId(name));

        database.useHandle(handle -> handle.createUpdate("""
                        update kit.deed
                           set picked = true, picked_by = 'a dead instance', last_heartbeat = now() - interval '1 minute'
                         where task_instance = :id
                        """).bind("id", name).execute());

        Eventually.holds(Duration.ofSeconds(30), () -> assertThat(bell.rung).containsKey(name));
    }

    @Test
    void pausesDoubleUpToACap() {
        assertThat(DeedWorker.pause(1)).isBetween(Duration.ofMillis(750), Duration.ofMillis(1250));
        assertThat(DeedWorker.pause(4)).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
        assertThat(DeedWorker.pause(60)).isBetween(Duration.ofSeconds(450), Duration.ofSeconds(750));
    }

    private void schedule(String id) {
        deeds.schedule("ring-bell", id, clock.instant(), new CounterId(id));
    }
}
