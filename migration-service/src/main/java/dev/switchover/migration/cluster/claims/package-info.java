/** What must be true across aggregates about nodes and management, locked and read before a decision. */
@NullMarked
package dev.switchover.migration.cluster.claims;

import org.jspecify.annotations.NullMarked;
