package dev.switchover.resilience.plan.domain;

/** What a run is: a pressed button, or a guided switchover. */
public enum RunKind {
    START_SERVICES,
    STOP_SERVICES,
    FAILOVER,
    FAILBACK;

    public boolean isSwitchover() {
        return this == FAILOVER || this == FAILBACK;
    }
}
