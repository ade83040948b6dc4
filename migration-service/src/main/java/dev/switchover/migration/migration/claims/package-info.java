/** What must be true across aggregates for a migration: gates, members of waves, and the locks around removal. */
@NullMarked
package dev.switchover.migration.migration.claims;

import org.jspecify.annotations.NullMarked;
