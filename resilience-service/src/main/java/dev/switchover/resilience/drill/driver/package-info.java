/** The reminder, when its time has come. */
@NullMarked
package dev.switchover.resilience.drill.driver;

import org.jspecify.annotations.NullMarked;
