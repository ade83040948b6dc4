/** Keeps the names users know in memory. */
@NullMarked
package dev.switchover.resilience.where.claims;

import org.jspecify.annotations.NullMarked;
