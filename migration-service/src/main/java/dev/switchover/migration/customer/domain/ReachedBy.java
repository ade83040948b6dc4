package dev.switchover.migration.customer.domain;

/** How a customer's equipment finds the node: by an address he has configured, or by a domain name of ours. */
public enum ReachedBy {
    IP,
    DOMAIN
}
