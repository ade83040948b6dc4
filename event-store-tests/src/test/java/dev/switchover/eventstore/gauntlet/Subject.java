package dev.switchover.eventstore.gauntlet;

import java.util.List;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** The store that runs the gauntlet, in a schema of its own. */
interface Subject extends AutoCloseable {

    /** An engine whose writes go to the given connection. */
    EventStorageEngine engine(ConnectionProvider connection);

    /** Called after each commit. */
    void committed();

    List<Follower> followers();

    /** The ids of all events that the database holds. */
    List<String> storedEvents();

    @Override
    void close();
}
