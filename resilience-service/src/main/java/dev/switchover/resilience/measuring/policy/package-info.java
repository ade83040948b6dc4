/** A switchover that starts is measured. */
@NullMarked
package dev.switchover.resilience.measuring.policy;

import org.jspecify.annotations.NullMarked;
