package dev.switchover.migration.supplier.view;

import java.time.Instant;

/** A supplier as operators see it. */
public record SupplierView(String id, String party, String name, Instant addedAt) {}
