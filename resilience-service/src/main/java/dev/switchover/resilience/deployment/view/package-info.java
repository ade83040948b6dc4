/** Runs and their steps, as people follow them. */
@NullMarked
package dev.switchover.resilience.deployment.view;

import org.jspecify.annotations.NullMarked;
