/** What resilience-service tells the others, version 1. */
@NullMarked
package dev.switchover.contracts.resilience.v1;

import org.jspecify.annotations.NullMarked;
