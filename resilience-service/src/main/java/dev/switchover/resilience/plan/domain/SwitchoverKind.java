package dev.switchover.resilience.plan.domain;

/** Whether the node that is left can still be asked. */
public enum SwitchoverKind {
    PLANNED,
    EMERGENCY
}
