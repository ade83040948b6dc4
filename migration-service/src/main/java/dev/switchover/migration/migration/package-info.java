/** Migrations as a whole: plan, waves, gates, the removal of the source, and its end. Start reading at Migration. */
@NullMarked
package dev.switchover.migration.migration;

import org.jspecify.annotations.NullMarked;
