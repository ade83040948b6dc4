package dev.switchover.kit.axon;

import dev.switchover.eventstore.PostgresEventStore;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** How many events an aggregate has in the database; for versions that count them. */
@Singleton
public class AggregateVersions {

    private final PostgresEventStore store;

    AggregateVersions(PostgresEventStore store) {
        this.store = store;
    }

    /** The number of the last event, from 0; what the current command is about to append does not count. */
    public OptionalLong last(String aggregate) {
        return store.lastStored(aggregate);
    }
}
