/** What people are asked to do for a replication, step by step. */
@NullMarked
package dev.switchover.migration.cluster.policy;

import org.jspecify.annotations.NullMarked;
