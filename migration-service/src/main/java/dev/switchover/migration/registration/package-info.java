/** Moves of registrations from node to node within a migration: released on the old, then taken on the new. */
@NullMarked
package dev.switchover.migration.registration;

import org.jspecify.annotations.NullMarked;
