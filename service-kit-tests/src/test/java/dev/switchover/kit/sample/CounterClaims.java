package dev.switchover.kit.sample;

import dev.switchover.kit.axon.Aggregates;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.kit.sample.CounterCommand.Raise;
import dev.switchover.kit.sample.CounterCommand.RaiseByLabel;
import dev.switchover.kit.sample.CounterEvent.CounterFilled;
import dev.switchover.kit.sample.CounterEvent.CounterOpened;
import dev.switchover.kit.sample.CounterEvent.CounterRaised;
import jakarta.inject.Singleton;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jdbi.v3.core.Jdbi;

/** One label, one counter. */
@Singleton
@ProcessingGroup("counter-claims")
public class CounterClaims {

    private final Jdbi database;
    private final Aggregates aggregates;

    CounterClaims(Jdbi database, Aggregates aggregates) {
        this.database = database;
        this.aggregates = aggregates;
    }

    @CommandHandler
    void handle(RaiseByLabel command) {
        var id = database.withHandle(
                handle -> handle.createQuery("select counter_id from claims.label where label = :label for share")
                        .bind("label", command.label())
                        .mapTo(CounterId.class)
                        .findOne()
                        .orElseThrow(() -> Rejection.notFound("label-unknown", command.label())));
        aggregates
                .of(Counter.class)
                .load(id.toString())
                .execute(counter -> counter.decide(new Raise(id, command.by())));
    }

    @EventHandler
    void on(CounterEvent event) {
        switch (event) {
            case CounterOpened(var id, var label, var limit) ->
                database.useHandle(handle -> handle.createUpdate(
                                "insert into claims.label (label, counter_id) values (:label, :id)")
                        .bind("label", label)
                        .bind("id", id)
                        .execute());
            case CounterRaised raised -> {}
            case CounterFilled filled -> {}
        }
    }
}
