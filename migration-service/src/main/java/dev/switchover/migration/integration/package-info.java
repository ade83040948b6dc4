/** Tells the other services what happened here. */
@NullMarked
package dev.switchover.migration.integration;

import org.jspecify.annotations.NullMarked;
