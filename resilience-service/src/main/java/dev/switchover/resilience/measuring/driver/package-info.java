/** Asks the nodes from outside, over and over, while a switchover runs. */
@NullMarked
package dev.switchover.resilience.measuring.driver;

import org.jspecify.annotations.NullMarked;
