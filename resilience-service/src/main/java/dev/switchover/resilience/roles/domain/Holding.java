package dev.switchover.resilience.roles.domain;

import java.time.Instant;

/** What one node is to one group, as the claims say. */
public record Holding(String deployment, String node, String group, Role role, long epoch, Instant since) {}
