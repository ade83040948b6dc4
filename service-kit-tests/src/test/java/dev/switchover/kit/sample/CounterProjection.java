package dev.switchover.kit.sample;

import dev.switchover.kit.sample.CounterEvent.CounterFilled;
import dev.switchover.kit.sample.CounterEvent.CounterOpened;
import dev.switchover.kit.sample.CounterEvent.CounterRaised;
import org.axonframework.eventhandling.EventHandler;

/** Keeps views.counter. */
public class CounterProjection {

    private final CounterTable table;

    public CounterProjection(CounterTable table) {
        this.table = table;
    }

    @EventHandler
    void on(CounterEvent event) {
        switch (event) {
            case CounterOpened(var id, var label, var limit) -> table.insert(id, label);
            case CounterRaised(var id, var by) -> table.raise(id, by);
            case CounterFilled(var id) -> table.fill(id);
        }
    }
}
