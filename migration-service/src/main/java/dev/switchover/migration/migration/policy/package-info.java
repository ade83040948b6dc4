/** What follows when something happened to a migration. */
@NullMarked
package dev.switchover.migration.migration.policy;

import org.jspecify.annotations.NullMarked;
