package dev.switchover.eventstore.gauntlet;

import dev.switchover.eventstore.gauntlet.Schedule.Ending;
import dev.switchover.eventstore.gauntlet.Schedule.Plan;
import dev.switchover.eventstore.gauntlet.Schedule.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.common.jdbc.ConnectionWrapperFactory;
import org.axonframework.common.jdbc.ConnectionWrapperFactory.NoOpCloseHandler;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** Carries out one plan on a connection of its own, and says what became of each event. */
final class Writer implements Callable<Writer.Outcome> {

    private static final int ATTEMPTS = 8;

    /** The events that were surely committed, with the times, and those that surely were not. */
    record Outcome(List<Committed> committed, List<String> aborted) {}

    record Committed(String event, long nanos) {}

    private final Arena arena;
    private final Subject subject;
    private final Plan plan;
    private final int number;
    private final Clock clock;
    private @Nullable Connection connection;
    private final Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());

    Writer(Arena arena, Subject subject, Plan plan, int number) {
        this.arena = arena;
        this.subject = subject;
        this.plan = plan;
        this.number = number;
        this.clock = Clock.offset(Clock.systemUTC(), plan.clockOffset());
    }

    @Override
    public Outcome call() throws Exception {
        try {
            for (int i = 0; i < plan.transactions().size(); i++) {
                var transaction = plan.transactions().get(i);
                Thread.sleep(transaction.before());
                int attempts = 0;
                while (!carriedOut(transaction, i) && attempts < ATTEMPTS) {
                    attempts++;
                }
            }
            return outcome;
        } finally {
            disconnect();
        }
    }

    /** False if another writer was first, so that it should be tried again. */
    private boolean carriedOut(Transaction transaction, int index) throws Exception {
        var open = connection();
        var own = ConnectionWrapperFactory.wrap(open, new NoOpCloseHandler());
        var engine = subject.engine(() -> own);
        var events = events(engine, transaction, index);
        try {
            engine.appendEvents(events);
        } catch (ConcurrencyException | AggregateStreamCreationException e) {
            open.rollback();
            return false;
        }
        Thread.sleep(transaction.stall());
        end(open, transaction.ending(), events);
        return true;
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = arena.connect();
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private void disconnect() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void end(Connection open, Ending ending, List<DomainEventMessage<?>> events) throws SQLException {
        var ids = events.stream().map(EventMessage::getIdentifier).toList();
        switch (ending) {
            case COMMIT -> {
                open.commit();
                long now = System.nanoTime();
                ids.forEach(id -> outcome.committed().add(new Committed(id, now)));
                subject.committed();
            }
            case ROLLBACK -> {
                open.rollback();
                outcome.aborted().addAll(ids);
            }
            case KILLED -> {
                kill(open);
                disconnect();
                outcome.aborted().addAll(ids);
            }
        }
    }

    private void kill(Connection open) throws SQLException {
        try (var query = open.createStatement();
                var row = query.executeQuery("select pg_backend_pid()")) {
            row.next();
            arena.execute("select pg_terminate_backend(" + row.getInt(1) + ")");
        }
    }

    private List<DomainEventMessage<?>> events(EventStorageEngine engine, Transaction transaction, int index) {
        var events = new ArrayList<DomainEventMessage<?>>();
        transaction.events().forEach((aggregate, count) -> {
            long next = engine.lastSequenceNumberFor(aggregate).orElse(-1L) + 1;
            for (int i = 0; i < count; i++) {
                events.add(event(aggregate, next + i, index));
            }
        });
        return events;
    }

    private DomainEventMessage<?> event(String aggregate, long sequence, int transaction) {
        var plain = new GenericEventMessage<>(new Happening.Written(number, transaction));
        return new GenericDomainEventMessage<>("Thing", aggregate, sequence, plain, () -> clock.instant());
    }
}
