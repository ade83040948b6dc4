package dev.switchover.kit.gate;

/** What a gate says. Unknown is never shown as good. */
public enum Verdict {
    PASS,
    FAIL,
    UNKNOWN
}
