package dev.switchover.migration.supplier.domain;

/** How a supplier knows us: by the address we call from, or because we registered. */
public enum Authorisation {
    IP,
    REGISTRATION
}
