package dev.switchover.resilience.deployment.domain;

/** What shows that a node is cut off. */
public enum FenceProof {
    /** Its {@code fence} action succeeded. */
    ACTION,
    /** A person says so, with evidence. */
    ATTESTED
}
