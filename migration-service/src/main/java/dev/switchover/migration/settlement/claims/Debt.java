package dev.switchover.migration.settlement.claims;

import java.util.List;

/**
 * What is open for the time on a node: of how many customers, and which of their invoices are disputed. The hash tells it
 * from what is open of others, or for another reason.
 */
public record Debt(long customers, String hash, List<String> disputed) {}
