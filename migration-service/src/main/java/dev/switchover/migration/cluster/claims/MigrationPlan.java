package dev.switchover.migration.cluster.claims;

import dev.switchover.migration.cluster.domain.ClusterId;
import dev.switchover.migration.cluster.domain.NodeId;

/** {@code open}: planned or started, and not past its point of no return. */
public record MigrationPlan(String migration, ClusterId cluster, NodeId source, NodeId target, boolean open) {}
