package dev.switchover.kit.task;

/** Where a task stands. */
public enum TaskState {
    OPEN,
    DONE,
    DROPPED
}
