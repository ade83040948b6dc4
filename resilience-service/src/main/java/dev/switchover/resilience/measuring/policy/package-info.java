/** A switchover that starts is measured; a drill that is long ago is reminded of. */
@NullMarked
package dev.switchover.resilience.measuring.policy;

import org.jspecify.annotations.NullMarked;
