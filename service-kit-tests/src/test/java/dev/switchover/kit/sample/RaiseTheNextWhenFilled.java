package dev.switchover.kit.sample;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.kit.sample.CounterCommand.RaiseByLabel;
import dev.switchover.kit.sample.CounterEvent.CounterFilled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;

/** When counter x is full, the one labelled "after x" goes up by one, and a bell rings. */
@Singleton
@DisallowReplay
@ProcessingGroup("raise-the-next-when-filled")
public class RaiseTheNextWhenFilled {

    private final Commands commands;
    private final Deeds deeds;
    private final Clock clock;

    RaiseTheNextWhenFilled(Commands commands, Deeds deeds, Clock clock) {
        this.commands = commands;
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventHandler
    void on(CounterFilled filled) {
        deeds.schedule("ring-bell", filled.counterId().value(), clock.instant(), filled.counterId());
        commands.send(new RaiseByLabel("after " + filled.counterId().value(), 1));
    }
}
