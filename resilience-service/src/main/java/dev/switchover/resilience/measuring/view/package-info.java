/** What became of each switchover, with its figures. */
@NullMarked
package dev.switchover.resilience.measuring.view;

import org.jspecify.annotations.NullMarked;
