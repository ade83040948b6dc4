/** What migration-service tells the other services, version 1. Additive changes only. */
@NullMarked
package dev.switchover.contracts.migration.v1;

import org.jspecify.annotations.NullMarked;
