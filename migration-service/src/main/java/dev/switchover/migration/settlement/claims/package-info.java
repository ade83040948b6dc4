/** Who still owes for which node, kept up to date with each event, so that asking costs nothing. */
@NullMarked
package dev.switchover.migration.settlement.claims;

import org.jspecify.annotations.NullMarked;
