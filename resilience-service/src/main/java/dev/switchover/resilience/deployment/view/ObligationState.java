package dev.switchover.resilience.deployment.view;

/** Where something owed stands. */
public enum ObligationState {
    OPEN,
    MET
}
