/** The worker that carries steps out on nodes, and the watch that looks at them. */
@NullMarked
package dev.switchover.resilience.deployment.driver;

import org.jspecify.annotations.NullMarked;
