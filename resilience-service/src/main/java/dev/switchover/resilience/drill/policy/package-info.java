/** What sets the time of a reminder. */
@NullMarked
package dev.switchover.resilience.drill.policy;

import org.jspecify.annotations.NullMarked;
