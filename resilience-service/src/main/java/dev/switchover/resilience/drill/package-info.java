/** Whoever has not practised for too long is reminded; start reading at {@code RemindWhenDrillIsOld}. */
@NullMarked
package dev.switchover.resilience.drill;

import org.jspecify.annotations.NullMarked;
