/** Reminders that send themselves. */
@NullMarked
package dev.switchover.migration.authorisation.policy;

import org.jspecify.annotations.NullMarked;
