package dev.switchover.resilience.plan.domain;

/** In which order the sides change. */
public enum SwitchoverOrder {
    /** The one that loses least. */
    LOSSLESS,
    /** As the manual says: start the Standby, then stop Main; back: stop the Standby, then start Main. */
    DOCUMENT
}
