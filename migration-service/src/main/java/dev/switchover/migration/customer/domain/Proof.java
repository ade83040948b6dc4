package dev.switchover.migration.customer.domain;

/** What a move is believed on: a person's word, with evidence, or traffic seen on the new node. */
public enum Proof {
    ATTESTED,
    SEEN
}
