/** Turns steps into deeds or tasks, and answers of people into reports. */
@NullMarked
package dev.switchover.resilience.deployment.policy;

import org.jspecify.annotations.NullMarked;
