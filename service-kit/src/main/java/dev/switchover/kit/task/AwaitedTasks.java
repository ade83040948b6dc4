package dev.switchover.kit.task;

import java.util.Optional;

/** Tasks of which something waits, which a person who dropped one would leave waiting with nobody asked. */
public interface AwaitedTasks {

    /** What to do instead of dropping the task; empty where nothing waits for it, or another knows of its kind. */
    Optional<String> insteadOfDropping(TaskView task);
}
