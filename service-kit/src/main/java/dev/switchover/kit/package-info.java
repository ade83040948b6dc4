/** What every event-sourced service needs once. */
@NullMarked
package dev.switchover.kit;

import org.jspecify.annotations.NullMarked;
