package dev.switchover.migration.migration.domain;

/** Which procedure fits: the services get a new address, or the address itself moves with them. */
public enum MigrationKind {
    NEW_ADDRESS,
    MOVE_ADDRESS
}
