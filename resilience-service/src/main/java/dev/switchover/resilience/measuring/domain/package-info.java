/** What probes saw, and the figures that come of it. */
@NullMarked
package dev.switchover.resilience.measuring.domain;

import org.jspecify.annotations.NullMarked;
