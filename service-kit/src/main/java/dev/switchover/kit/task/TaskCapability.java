package dev.switchover.kit.task;

import dev.switchover.eventstore.EventNames;
import dev.switchover.kit.axon.Capability;
import dev.switchover.kit.axon.Parts;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Jdbi;

/** What runs for tasks, in every service. */
@Singleton
class TaskCapability implements Capability {

    private final Jdbi database;

    TaskCapability(Jdbi database) {
        this.database = database;
    }

    @Override
    public EventNames events() {
        return EventNames.of(TaskEvent.class);
    }

    @Override
    public void register(Parts parts) {
        parts.aggregate(Task.class)
                .view(TaskProjection.GROUP, tables -> new TaskProjection(new TaskTable(database, tables)));
    }
}
