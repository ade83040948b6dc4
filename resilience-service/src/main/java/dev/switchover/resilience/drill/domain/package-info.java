/** What is remembered of reminders. */
@NullMarked
package dev.switchover.resilience.drill.domain;

import org.jspecify.annotations.NullMarked;
